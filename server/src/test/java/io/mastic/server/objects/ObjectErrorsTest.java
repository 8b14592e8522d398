package io.mastic.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ObjectErrorsTest {
    @Test
    void aBodyThatEndsEarlyIsTheClients() {
        assertThat(status(new UncheckedIOException(new EOFException()))).isEqualTo(400);
    }

    @Test
    void aDatabaseThatEndsTheConnectionIsNoFaultOfTheBody() {
        var lost = new SQLException("An I/O error occurred", "08006", new EOFException());

        assertThat(status(new IllegalStateException(lost))).isEqualTo(503);
    }

    private static int status(RuntimeException failure) {
        return ObjectErrors.of(failure).orElseThrow().statusCode();
    }
}
