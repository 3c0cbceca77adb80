"""A copy of the demo project with the English of its names: what a bilingual cover and summary are made from."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.acceptance.changes import DEMO, ROOT

ENGLISH: Mapping[str, Mapping[str, str]] = {
    f"projects/{DEMO}/project.yaml": {
        "name: 示例市公安局视频证据采集与检验设备采购项目": (
            "name_en: Video Evidence Equipment Procurement Project of Example City Public Security Bureau"
        ),
        "package: 第1包": "package_en: Lot 1",
        "buyer: 示例市公安局": "buyer_en: Example City Public Security Bureau",
        "agency: 示例招标代理有限公司": "agency_en: Example Tendering Agency Co., Ltd.\nbilingual: true",
        "remark: 示例文件：单位、人员、证书和号码均为虚构": (
            'remark_en: "Sample: organisations, persons, certificates and numbers are invented"'
        ),
    },
    "company_profiles/shizheng/profile.yaml": {
        "address: 示例省示例市科技园示例路18号B座6层": (
            'address_en: "6/F, Block B, 18 Example Road, Science Park, Example City, Example Province"'
        ),
    },
    f"catalogs/warranty/{DEMO}.yaml": {
        "start_event: 验收合格之日": "start_event_en: the date of acceptance",
        "    name: 硬件产品": "    name_en: Hardware",
        "    name: 软件产品": "    name_en: Software",
    },
    f"catalogs/service_levels/{DEMO}.yaml": {
        "clock_start: 我方接到报修": "clock_start_en: our receipt of the fault report",
        "    name: 示例市城区": "    name_en: urban area",
        "    name: 示例省其他地区": "    name_en: other areas",
        "    name: 紧急故障": "    name_en: Urgent fault",
        "    name: 严重故障": "    name_en: Serious fault",
        "    name: 一般故障": "    name_en: General fault",
        "    name: 四级故障": "    name_en: Level-four fault",
    },
}
"""By file: the line of a Chinese name, and its English, which is written below it."""


def bilingual_workspace(root: Path) -> Path:
    """Write the workspace to `root`; give the folder of its project."""
    for name in ("catalogs", "company_profiles", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(ROOT / "projects" / DEMO, root / "projects" / DEMO)
    for file, lines in ENGLISH.items():
        path = root / file
        text = path.read_text(encoding="utf-8")
        for chinese, english in lines.items():
            assert text.count(f"\n{chinese}\n") == 1, (file, chinese)
            text = text.replace(f"\n{chinese}\n", f"\n{chinese}\n{english}\n")
        path.write_text(text, encoding="utf-8")
    return root / "projects" / DEMO
