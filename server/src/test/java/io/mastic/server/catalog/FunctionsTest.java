package io.mastic.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;

class FunctionsTest {
    private static CatalogFixture fixture;
    private static GlueClient glue;

    @BeforeAll
    static void start() {
        fixture = new CatalogFixture();
        glue = fixture.glue;
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static void create(String database, String name) {
        glue.createUserDefinedFunction(r -> r.databaseName(database).functionInput(f -> f.functionName(name)
                .className("com.example.F")
                .ownerName("me")
                .ownerType("USER")
                .resourceUris(u -> u.resourceType("JAR").uri("s3://jars/f.jar"))));
    }

    private static List<String> names(String database, String pattern) {
        return glue
                .getUserDefinedFunctions(r -> r.databaseName(database).pattern(pattern))
                .userDefinedFunctions()
                .stream()
                .map(UserDefinedFunction::functionName)
                .toList();
    }

    @Test
    void aFunctionIsKeptUnderItsFoldedName() {
        create("Sales", "Upper2");
        var found = glue.getUserDefinedFunction(r -> r.databaseName("SALES").functionName("UPPER2"))
                .userDefinedFunction();
        assertThat(found.functionName()).isEqualTo("upper2");
        assertThat(found.databaseName()).isEqualTo("sales");
        assertThat(found.className()).isEqualTo("com.example.F");
        assertThat(found.functionTypeAsString()).isEqualTo("REGULAR_FUNCTION");
        assertThat(found.resourceUris()).hasSize(1);
        assertThat(found.createTime()).isNotNull();
        assertThatThrownBy(() -> create("sales", "upper2")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> create("nosuch", "f")).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void patternsAreRegularExpressionsOrHivesWildcards() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("patterns")));
        for (var name : List.of("to_json", "to_xml", "from_json")) {
            create("patterns", name);
        }
        assertThat(names("patterns", ".*")).containsExactly("from_json", "to_json", "to_xml");
        assertThat(names("patterns", "*")).containsExactly("from_json", "to_json", "to_xml");
        assertThat(names("patterns", "to_*")).containsExactly("to_json", "to_xml");
        assertThat(names("patterns", "to_.*")).containsExactly("to_json", "to_xml");
        assertThat(names("patterns", "to_xml|*_json")).containsExactly("from_json", "to_json", "to_xml");
        assertThat(names("patterns", "to")).isEmpty();
        assertThatThrownBy(() -> names("nosuch", ".*")).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void pagesOverAllDatabasesMeetEveryFunctionOnce() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("pages1")));
        glue.createDatabase(r -> r.databaseInput(d -> d.name("pages2")));
        for (int i = 0; i < 5; i++) {
            create("pages1", "paged" + i);
            create("pages2", "paged" + i);
        }
        var found = new ArrayList<String>();
        glue.getUserDefinedFunctionsPaginator(r -> r.pattern("paged*").maxResults(3)).stream()
                .flatMap(page -> page.userDefinedFunctions().stream())
                .forEach(f -> found.add(f.databaseName() + "." + f.functionName()));
        assertThat(found).hasSize(10).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void anUpdateReplacesAllButTheNameAndTheTime() {
        create("sales", "updated");
        var before = glue.getUserDefinedFunction(r -> r.databaseName("sales").functionName("updated"))
                .userDefinedFunction();
        glue.updateUserDefinedFunction(
                r -> r.databaseName("sales").functionName("Updated").functionInput(f -> f.functionName("updated")
                        .className("com.example.G")));
        var after = glue.getUserDefinedFunction(r -> r.databaseName("sales").functionName("updated"))
                .userDefinedFunction();
        assertThat(after.className()).isEqualTo("com.example.G");
        assertThat(after.hasResourceUris()).isFalse();
        assertThat(after.createTime()).isEqualTo(before.createTime());
        assertThatThrownBy(() -> glue.updateUserDefinedFunction(r ->
                        r.databaseName("sales").functionName("updated").functionInput(f -> f.functionName("other"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aFunctionEndsByItselfOrWithItsDatabase() {
        glue.createDatabase(r -> r.databaseInput(d -> d.name("ending")));
        create("ending", "one");
        create("ending", "two");
        glue.deleteUserDefinedFunction(r -> r.databaseName("ending").functionName("One"));
        assertThatThrownBy(() -> glue.deleteUserDefinedFunction(
                        r -> r.databaseName("ending").functionName("one")))
                .isInstanceOf(EntityNotFoundException.class);
        glue.deleteDatabase(r -> r.name("ending"));
        glue.createDatabase(r -> r.databaseInput(d -> d.name("ending")));
        assertThat(names("ending", ".*")).isEmpty();
    }
}
