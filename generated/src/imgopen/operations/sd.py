"""The operations of `sd`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime import roles
from imgopen._runtime.operation import CallbackRole, Operation
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
from imgopen.models.shared import SdTaskInfoAnswer

TEXT2IMAGE: Operation[TaskReceipt] = Operation(
    name="sd.text2image",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/text2image",
    answer=TaskReceiptAnswer,
    body=Text2imageRequest,
    submission=roles.Submission(
        id=("alwayson_scripts", "id_task"),
        key=("alwayson_scripts", "id_task"),
        makes_id=True,
        questions=(
            roles.Question(operation="tasks.query_task_info_v2", id_argument="business_task_id"),
            roles.Question(operation="tasks.query_task_info_v1", id_argument="business_task_id"),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=SdTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(1,), running=(3,), succeeded=(2,)),
            id=("id_task",),
            message=("desc",),
            percentage=("temporary_image_dto", "percentage"),
            preview=("temporary_image_dto", "image_url"),
            pictures=roles.PicturesAt(
                url=("image_url",),
                many=("differential_image_rsp_list",),
                seed=("seed",),
                passed=("img_audit_status",),
            ),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
IMAGE2IMAGE: Operation[TaskReceipt] = Operation(
    name="sd.image2image",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/image2image",
    answer=TaskReceiptAnswer,
    body=Image2imageRequest,
    submission=roles.Submission(
        id=("alwayson_scripts", "id_task"),
        key=("alwayson_scripts", "id_task"),
        makes_id=True,
        questions=(
            roles.Question(operation="tasks.query_task_info_v2", id_argument="business_task_id"),
            roles.Question(operation="tasks.query_task_info_v1", id_argument="business_task_id"),
        ),
    ),
)
CONTROLNET: Operation[TaskReceipt] = Operation(
    name="sd.controlnet",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/controlnet",
    answer=TaskReceiptAnswer,
    body=ControlnetRequest,
    submission=roles.Submission(
        id=("alwayson_scripts", "id_task"),
        key=("alwayson_scripts", "id_task"),
        makes_id=True,
        questions=(
            roles.Question(operation="tasks.query_task_info_v2", id_argument="business_task_id"),
            roles.Question(operation="tasks.query_task_info_v1", id_argument="business_task_id"),
        ),
    ),
)
QUERY_MODEL_LIST: Operation[ModelPage] = Operation(
    name="sd.query_model_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryModelList",
    answer=ModelPageAnswer,
    body=QueryModelListRequest,
    pagination=roles.Pagination(
        page=("page_num",), size=("page_size",), items=("rows",), total=("total",), first=1
    ),
)
QUERY_LORA_LIST: Operation[LoraPage] = Operation(
    name="sd.query_lora_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryLoraList",
    answer=LoraPageAnswer,
    body=QueryLoraListRequest,
    pagination=roles.Pagination(
        page=("page_num",), size=("page_size",), items=("rows",), total=("total",), first=1
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after that of queryModelList, and request and answer are taken over from there.",
)
QUERY_VAE_LIST: Operation[VaePage] = Operation(
    name="sd.query_vae_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryVaeList",
    answer=VaePageAnswer,
    body=QueryVaeListRequest,
    pagination=roles.Pagination(
        page=("page_num",), size=("page_size",), items=("rows",), total=("total",), first=1
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after that of queryModelList, and request and answer are taken over from there.",
)
QUERY_EMBEDDING_LIST: Operation[EmbeddingPage] = Operation(
    name="sd.query_embedding_list",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryEmbeddingList",
    answer=EmbeddingPageAnswer,
    body=QueryEmbeddingListRequest,
    pagination=roles.Pagination(
        page=("page_num",), size=("page_size",), items=("rows",), total=("total",), first=1
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after that of queryModelList, and request and answer are taken over from there.",
)
