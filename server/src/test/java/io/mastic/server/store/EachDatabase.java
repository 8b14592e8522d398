package io.mastic.server.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks tests that run twice in a build: once over H2, once over PostgreSQL. They get their database of
 * {@link TestingDatabase}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@org.junit.jupiter.api.Tag("each-database")
@net.jqwik.api.Tag("each-database")
public @interface EachDatabase {}
