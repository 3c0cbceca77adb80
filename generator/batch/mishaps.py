"""What is told where a project could not be built for reasons that lie in no file of the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.batch.task import Done, State, Task
from generator.finding import Finding, Place, Severity

REFUSED = "F011"
"""F011: the system refused to read or write a file that a build needs."""
DIED = "F012"
"""F012: the process that built a project died, or found no memory."""
NO_DASK = "F013"
"""F013: Dask distributed is not installed."""
NO_CLUSTER = "F014"
"""F014: the scheduler does not answer, or has no workers."""
DIFFERENT = "F015"
"""F015: a worker has another bidgen, other packages or other fonts than this machine."""
LOST = "F016"
"""F016: what became of a project did not come back whole."""


def failed(task: Task, finding: Finding) -> Done:
    """Give what became of a task that could not be done."""
    return Done(task.name, (finding,), state=State.CRASHED)


def refused(task: Task, error: OSError) -> Finding:
    """Tell what the system refused."""
    name = f"“{Path(str(error.filename)).name}”" if error.filename else "文件"
    reason = f"不能读写{name}（{error.strerror or error}）"
    return _undone(REFUSED, task, reason, "检查文件的权限和磁盘剩余空间，再运行一次。")


def died(task: Task) -> Finding:
    """Tell that the process of a task ended without an answer."""
    hint = "用 --jobs 1 再运行一次；仍不成功时关闭别的程序，或者换一台内存更大的电脑。"
    return _undone(DIED, task, "内存不足，或者生成它的进程被系统结束", hint)


def lost(task: Task, reason: str) -> Finding:
    """Tell that nothing came back, or not what was sent."""
    return _undone(
        LOST, task, f"结果没有完整传回（{reason}）", "再运行一次；仍不成功时检查网络和各台电脑的 Dask 记录。"
    )


def no_dask() -> Finding:
    """Tell how to install Dask."""
    message = "没有安装 Dask distributed，不能用 --scheduler"
    return Finding(NO_DASK, Severity.ERROR, Place(), message, '运行 pip install "bidgen[dask]"，或者去掉 --scheduler。')


def no_cluster(scheduler: str, reason: str) -> Finding:
    """Tell that a scheduler cannot be used."""
    message = f"不能用调度器“{scheduler}”：{reason}"
    hint = "先启动 dask scheduler 和 dask worker，地址写成 tcp://主机:端口；或者去掉 --scheduler，在本机生成。"
    return Finding(NO_CLUSTER, Severity.ERROR, Place(), message, hint)


def different(worker: str, names: Iterable[str]) -> Finding:
    """Tell in what a worker differs from this machine."""
    message = f"工作节点“{worker}”与本机不同：{'、'.join(names)}；同一个项目在那里会生成不同的文件，所以没有生成"
    hint = "在每台电脑上安装相同版本的 bidgen、依赖包和字体（照 requirements.lock 安装），再运行一次。"
    return Finding(DIFFERENT, Severity.ERROR, Place(), message, hint)


def _undone(code: str, task: Task, reason: str, hint: str) -> Finding:
    message = f"项目“{task.name}”没有做完：{reason}；原有文件没有改动"
    return Finding(code, Severity.ERROR, Place(), message, hint)
