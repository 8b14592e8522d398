def writeIcebergTable(df, table, properties, partitionKeys, options):
    if spark.catalog.tableExists(table):
        df.writeTo(table).options(**options).append()
        return
    writer = df.writeTo(table).using("iceberg").options(**options)
    for name, value in properties.items():
        writer = writer.tableProperty(name, value)
    if partitionKeys:
        writer = writer.partitionedBy(*[SqlFuncs.col(key) for key in partitionKeys])
    writer.create()
