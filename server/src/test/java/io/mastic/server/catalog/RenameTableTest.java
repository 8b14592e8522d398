package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mastic.server.TestingControlPlane;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** On the wire: a client that sends UpdateTable's request as RenameTable, signed. */
class RenameTableTest {
    private static final String TABLES = "arn:aws:glue:us-east-1:111122223333:table/sales/";

    private final TestingControlPlane plane = TestingControlPlane.builder().start();
    private final GlueClient glue = plane.client(GlueClient.builder());

    @BeforeEach
    void createTable() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("sales")));
        glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("orders")));
    }

    @AfterEach
    void close() {
        glue.close();
        plane.close();
    }

    private static final class AsRename implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().copy(r -> r.putHeader("X-Amz-Target", "AWSGlue.RenameTable"));
        }
    }

    private void rename(AwsCredentials credentials, Consumer<UpdateTableRequest.Builder> request) {
        var builder = GlueClient.builder().overrideConfiguration(o -> o.addExecutionInterceptor(new AsRename()));
        try (var client = plane.client(builder, credentials)) {
            client.updateTable(r -> request.accept(r.databaseName("sales")));
        }
    }

    private void rename(AwsCredentials credentials, String name, String newName) {
        rename(credentials, r -> r.name(name).tableInput(t -> t.name(newName)));
    }

    @Test
    void aTableIsRenamedOnceUnderItsPresentName() {
        rename(plane.credentials(), "Orders", "Sold");
        assertThat(glue.getTable(r -> r.databaseName("sales").name("sold"))
                        .table()
                        .versionId())
                .isEqualTo("1");
        assertThatThrownBy(() -> rename(plane.credentials(), "orders", "sold"))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Table orders not found.");
        createTableAgain();
        assertThatThrownBy(() -> rename(plane.credentials(), "orders", "sold"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Table already exists.");
    }

    private void createTableAgain() {
        glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("orders")));
    }

    @Test
    void itsRequestIsValidatedAsAnUpdatesIsAndNeedsTheName() {
        assertThatThrownBy(() -> rename(plane.credentials(), r -> r.tableInput(t -> t.description("no names"))))
                .isInstanceOf(GlueException.class)
                .hasMessageContaining("2 validation errors")
                .hasMessageContaining("'name'")
                .hasMessageContaining("'tableInput.name'");
        assertThatThrownBy(() -> rename(plane.credentials(), "orders\u0000", "sold"))
                .isInstanceOf(GlueException.class)
                .hasMessageContaining("1 validation error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RenameTable", "CreateTable", "DeleteTable", "UpdateTable"})
    void whoIsDeniedWhatACopyTakesMayNotRename(String action) {
        var limited = plane.session(
                "limited",
                """
                {"Effect": "Allow", "Action": "glue:*", "Resource": "*"},
                {"Effect": "Deny", "Action": "glue:%s", "Resource": "%sorders"}"""
                        .formatted(action, TABLES));
        assertThatThrownBy(() -> rename(limited, "orders", "sold"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(
                        "not authorized to perform: glue:" + action + " on resource: " + TABLES + "orders")
                .hasMessageContaining("explicit deny");
        assertThat(glue.getTable(r -> r.databaseName("sales").name("orders"))
                        .table()
                        .versionId())
                .isEqualTo("0");
    }

    @Test
    void bothNamesMustBeAllowed() {
        var limited = plane.session(
                "limited",
                """
                {"Effect": "Allow", "Action": "glue:*", "Resource": ["arn:aws:glue:*:*:catalog",
                    "arn:aws:glue:*:*:database/*", "%1$sorders", "%1$stmp_*"]}"""
                        .formatted(TABLES));
        assertThatThrownBy(() -> rename(limited, "orders", "sold"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("glue:RenameTable on resource: " + TABLES + "sold");
        rename(limited, "orders", "tmp_1");
        assertThat(glue.getTable(r -> r.databaseName("sales").name("tmp_1"))
                        .table()
                        .name())
                .isEqualTo("tmp_1");
    }
}
