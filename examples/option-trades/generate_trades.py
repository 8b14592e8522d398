"""A Python-shell job: writes option trades as JSON lines, one object a run.

Arguments: `--bucket` to write to, under transformsblog/inputdata/; `--orders`, the number of lines (1000).
"""

import json
import random
import sys
import time

import boto3

from awsglue.utils import getResolvedOptions

# Symbol, currency and the price around which the options' strikes lie.
STOCKS = [
    ("AMZN", "usd", 95),
    ("NKE", "usd", 120),
    ("JPM", "usd", 130),
    ("KO", "usd", 130),
    ("BMW.DE", "eur", 95),
    ("SIE.DE", "eur", 140),
    ("SAP.DE", "eur", 115),
]
EXPIRATIONS = ["MAR 24 23", "APR 28 23", "MAY 26 23", "JUN 30 23"]
EXCHANGES = {"usd": "EDGX", "eur": "XETR"}


def order(order_id: int) -> dict[str, object]:
    symbol, currency, reference = random.choice(STOCKS)
    strike = round(reference * 0.9 + reference * random.uniform(0.01, 0.30))
    instrument = f"{symbol} {random.choice(EXPIRATIONS)} {strike} {random.choice(['PUT', 'CALL'])}"
    contracts = [random.randint(1, 99) for _ in range(random.randint(1, 4))]
    return {
        "order_id": order_id,
        "symbol": symbol,
        "instrument": instrument,
        "currency": currency,
        "price": round(random.uniform(0.5, 20.1), 2),
        "exchange": EXCHANGES[currency],
        random.choice(["bought", "sold"]): contracts,
    }


def main() -> None:
    arguments = getResolvedOptions(sys.argv, ["bucket"])
    orders = int(getResolvedOptions(sys.argv, ["orders"])["orders"]) if "--orders" in sys.argv else 1000
    now = time.time()
    lines = (json.dumps(order(int(now * 1000) + row)) for row in range(orders))
    key = f"transformsblog/inputdata/{int(now)}.json"
    boto3.client("s3").put_object(Bucket=arguments["bucket"], Key=key, Body="\n".join(lines).encode())
    print(f"Wrote {orders} orders to s3://{arguments['bucket']}/{key}")


main()
