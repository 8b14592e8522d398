/** The Data Catalog: databases, tables with their versions, partitions. Documents are the SDK's types as JSON. */
@NullMarked
package io.mastic.server.catalog;

import org.jspecify.annotations.NullMarked;
