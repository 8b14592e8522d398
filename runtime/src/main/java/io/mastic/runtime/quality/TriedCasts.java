package io.mastic.runtime.quality;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.types.DataType;
import scala.Option;

/** Casts that give null for what cannot be cast, also in ANSI mode. */
final class TriedCasts {
    private TriedCasts() {}

    static Column cast(Column value, DataType type) {
        return new Column(new Cast(value.expr(), type, Option.empty(), EvalMode.TRY()));
    }
}
