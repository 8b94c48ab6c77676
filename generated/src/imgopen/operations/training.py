"""The operations of `training`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

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
)
QUERY_TRAINING: Operation[TrainingInfo] = Operation(
    name="training.query_training",
    method="POST",
    path="/AIGCImgOpenServ/saas/modelTraining/queryTraining/Job",
    answer=TrainingInfoAnswer,
    body=QueryTrainingRequest,
    inferred="The menu lists the endpoint and nothing else is known of it; the Chinese menu calls the page at this place a training result callback. The path is our guess after that of submitTraining, and request and answer are modelled after the query of drawing tasks.",
)
