"""The operations of `sd`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime.operation import Operation
from imgopen.models.sd import (
    ControlnetRequest,
    EmbeddingPage,
    EmbeddingPageAnswer,
    Image2imageRequest,
    LoraPage,
    LoraPageAnswer,
    ModelPage,
    ModelPageAnswer,
    QueryEmbeddingListRequest,
    QueryLoraListRequest,
    QueryModelListRequest,
    QueryVaeListRequest,
    TaskReceipt,
    TaskReceiptAnswer,
    Text2imageRequest,
    VaePage,
    VaePageAnswer,
)

TEXT2IMAGE: Operation[TaskReceipt] = Operation(
    name="sd.text2image",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/text2image",
    answer=TaskReceiptAnswer,
    body=Text2imageRequest,
)
IMAGE2IMAGE: Operation[TaskReceipt] = Operation(
    name="sd.image2image",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/image2image",
    answer=TaskReceiptAnswer,
    body=Image2imageRequest,
)
CONTROLNET: Operation[TaskReceipt] = Operation(
    name="sd.controlnet",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/controlnet",
    answer=TaskReceiptAnswer,
    body=ControlnetRequest,
)
QUERY_MODEL_LIST: Operation[ModelPage] = Operation(
    name="sd.query_model_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryModelList",
    answer=ModelPageAnswer,
    body=QueryModelListRequest,
)
QUERY_LORA_LIST: Operation[LoraPage] = Operation(
    name="sd.query_lora_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryLoraList",
    answer=LoraPageAnswer,
    body=QueryLoraListRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after that of queryModelList, and request and answer are taken over from there.",
)
QUERY_VAE_LIST: Operation[VaePage] = Operation(
    name="sd.query_vae_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryVaeList",
    answer=VaePageAnswer,
    body=QueryVaeListRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after that of queryModelList, and request and answer are taken over from there.",
)
QUERY_EMBEDDING_LIST: Operation[EmbeddingPage] = Operation(
    name="sd.query_embedding_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryEmbeddingList",
    answer=EmbeddingPageAnswer,
    body=QueryEmbeddingListRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after that of queryModelList, and request and answer are taken over from there.",
)
