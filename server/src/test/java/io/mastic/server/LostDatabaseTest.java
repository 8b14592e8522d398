package io.mastic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mastic.server.store.TestingPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;
import software.amazon.awssdk.services.glue.model.GlueException;

/** PostgreSQL goes away under a running server, and comes back. */
class LostDatabaseTest {
    private static final long SECONDS_TO_FAIL = 15;

    private static GlueClientBuilder once() {
        return GlueClient.builder().overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    @Test
    void requestsFailSoonAndClearlyAndTheServerRecoversByItself() throws Exception {
        try (var postgres = TestingPostgres.start();
                var plane = TestingControlPlane.builder()
                        .database(postgres.freshDatabase())
                        .start();
                var glue = plane.client(once())) {
            glue.createDatabase(request -> request.databaseInput(d -> d.name("kept")));
            assertThat(health(plane).statusCode()).isEqualTo(200);

            postgres.stop();
            for (int i = 0; i < 3; i++) {
                assertFailsSoon(() -> glue.createDatabase(request -> request.databaseInput(d -> d.name("lost"))));
            }
            var health = health(plane);
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("database");

            postgres.startAgain();
            awaitHealthy(plane);
            assertThat(glue.getDatabase(request -> request.name("kept"))
                            .database()
                            .name())
                    .isEqualTo("kept");
            glue.createDatabase(request -> request.databaseInput(d -> d.name("lost")));
        }
    }

    private static void assertFailsSoon(Runnable request) {
        long start = System.nanoTime();
        assertThatThrownBy(request::run).asInstanceOf(type(GlueException.class)).satisfies(error -> {
            assertThat(error.statusCode()).isEqualTo(500);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InternalServiceException");
            assertThat(error.awsErrorDetails().errorMessage())
                    .contains("database")
                    .contains("Try again");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(SECONDS_TO_FAIL));
    }

    private static HttpResponse<String> health(TestingControlPlane plane) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(plane.endpoint().resolve("/healthz"))
                .timeout(Duration.ofSeconds(SECONDS_TO_FAIL))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static void awaitHealthy(TestingControlPlane plane) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (health(plane).statusCode() != 200) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
