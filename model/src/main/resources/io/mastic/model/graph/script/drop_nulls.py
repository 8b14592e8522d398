def drop_nulls(glueContext, frame, nullStringSet, nullIntegerSet, transformation_ctx) -> DynamicFrame:
    columns = _null_columns(frame.toDF(), nullStringSet, nullIntegerSet)
    return DropFields.apply(frame=frame, paths=columns, transformation_ctx=transformation_ctx)


def _null_columns(df, nullStringSet, nullIntegerSet):
    """The columns in which every value is null or, for its type, one of these; one pass over the rows."""
    quoted = {name: "`" + name.replace("`", "``") + "`" for name in df.columns}
    present = []
    for name, kind in df.dtypes:
        value = SqlFuncs.col(quoted[name])
        meant = value.isNotNull()
        if kind == "string" and nullStringSet:
            meant &= ~value.isin(list(nullStringSet))
        elif kind in ("tinyint", "smallint", "int", "bigint") and nullIntegerSet:
            meant &= ~value.isin(list(nullIntegerSet))
        present.append(SqlFuncs.coalesce(SqlFuncs.max(meant), SqlFuncs.lit(False)))
    found = df.agg(*present).first()
    return [quoted[name] for name, used in zip(df.columns, found) if not used]
