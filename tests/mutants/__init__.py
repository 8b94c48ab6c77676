"""The mutation of the contract: whether the suite sees each rule of the document, tried by changing each of them."""
