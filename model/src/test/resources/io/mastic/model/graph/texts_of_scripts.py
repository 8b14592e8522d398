"""Answers what texts a script holds: a line of Base64 in, a line of JSON out, until the input ends."""

import ast
import base64
import json
import sys

for line in sys.stdin:
    try:
        script = ast.parse(base64.b64decode(line))
        compile(script, "script", "exec")
        texts = [part.value for part in ast.walk(script) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        answer = {"texts": texts}
    except (SyntaxError, ValueError) as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
