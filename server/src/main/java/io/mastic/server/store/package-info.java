/** The database: opening, migrating, transactions. Features bring their own tables and SQL. */
@NullMarked
package io.mastic.server.store;

import org.jspecify.annotations.NullMarked;
