package io.mastic.model.graph.script;

/** What scripts import beyond what all do, in the order in which Glue Studio writes it. */
public enum Import {
    DYNAMIC_FRAME_COLLECTION("from awsglue.dynamicframe import DynamicFrameCollection"),
    DYNAMIC_FRAME("from awsglue.dynamicframe import DynamicFrame"),
    EVALUATE_DATA_QUALITY("from awsgluedq.transforms import EvaluateDataQuality"),
    ENTITY_DETECTOR("from awsglueml.transforms import EntityDetector"),
    FILL_MISSING_VALUES("from awsglueml.transforms import FillMissingValues"),
    RECIPE_TRANSFORMS("from recipe_transforms import *"),
    CONCURRENT_FUTURES("import concurrent.futures"),
    DATETIME("import datetime"),
    DECIMAL("import decimal"),
    RE("import re"),
    SQL_FUNCTIONS("from pyspark.sql import functions as SqlFuncs");

    private final String line;

    Import(String line) {
        this.line = line;
    }

    String line() {
        return line;
    }
}
