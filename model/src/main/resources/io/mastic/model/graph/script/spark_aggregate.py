def sparkAggregate(glueContext, parentFrame, groups, aggs, transformation_ctx) -> DynamicFrame:
    functions = [getattr(SqlFuncs, function)(column) for column, function in aggs]
    grouped = parentFrame.toDF().groupBy(*groups)
    return DynamicFrame.fromDF(grouped.agg(*functions), glueContext, transformation_ctx)
