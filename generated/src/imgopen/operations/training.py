"""The operations of `training`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime import roles
from imgopen._runtime.operation import Operation
from imgopen.models.training import (
    QueryTrainingRequest,
    SubmitTrainingRequest,
    TrainingInfo,
    TrainingInfoAnswer,
    TrainingReceipt,
    TrainingReceiptAnswer,
)

SUBMIT_TRAINING: Operation[TrainingReceipt] = Operation(
    name="training.submit_training",
    method="POST",
    path="/AIGCImgOpenServ/saas/modelTraining/submitTraining/Job",
    answer=TrainingReceiptAnswer,
    body=SubmitTrainingRequest,
    submission=roles.Submission(
        id=("task_id",),
        key=("taskId",),
        makes_id=True,
        questions=(roles.Question(operation="training.query_training", id_argument="task_id"),),
    ),
)
QUERY_TRAINING: Operation[TrainingInfo] = Operation(
    name="training.query_training",
    method="POST",
    path="/AIGCImgOpenServ/saas/modelTraining/queryTraining/Job",
    answer=TrainingInfoAnswer,
    body=QueryTrainingRequest,
    report=roles.Report(
        state=("status",),
        states=roles.States(pending=(1,), running=(3,), succeeded=(2,)),
        id=("task_id",),
        message=("desc",),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it; the Chinese menu calls the page at this place a training result callback. The path is our guess after that of submitTraining, and request and answer are modelled after the query of drawing tasks.",
)
