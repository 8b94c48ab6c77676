"""Tasks and all that comes of them.

`work` says what there is to do, `task` how far it is, `ledger` which tasks there are, `targets` which query tells of
which. `submission`, `inquiry` and `listing` each answer one kind of operation; `results`, `reports` and `gallery`
make what they tell; `deliveries` has the callbacks, and `catalogue` what a spec does not know.
"""
