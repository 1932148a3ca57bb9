"""The process that reads files which may be hostile; `index.formats.parser` starts it, and ends it when it overstays.

A path comes as a line of JSON on standard input; what was read, or {"problem": "…"}, leaves as one on standard output. The end
of standard input ends the process.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from index.errors import DocumentError
from index.formats.readers import read

# Bytes of memory. What needs more is damaged or a trap: a handbook of a thousand pages takes a fifth of it.
MEMORY = 2_000_000_000
TOO_MUCH = "needs more memory than any document should; split it, or save it anew"


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        print(json.dumps(_read(Path(json.loads(line)))), flush=True)


def _read(path: Path) -> dict[str, object]:
    try:
        return asdict(read(path))
    except DocumentError as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": TOO_MUCH}
    except OSError as error:
        return {"problem": f"cannot be read ({error.strerror or error}); check that it is a file you may read"}


if __name__ == "__main__":
    main()
