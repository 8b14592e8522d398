package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** A form of a job's document. */
public enum Form {
    /**
     * What CreateJob takes.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html">AWS</a>
     */
    API(Set.of("Name", "Role", "Command", "CodeGenConfigurationNodes", "JobMode")),
    /**
     * What Studio pushes to a repository: names begin with small letters, and the graph is a text of JSON.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/edit-job-add-source-control-integration.html">AWS</a>
     */
    GIT(Set.of("name", "role", "command", "codeGenConfigurationNodes")),
    /** What Studio's download gives and its upload takes: the editor's own document. */
    STUDIO(Set.of("jobConfig", "dag"));

    private final Set<String> signs;

    Form(Set<String> signs) {
        this.signs = signs;
    }

    /** The form of a whole document; empty if it is none of a job. */
    static Optional<Form> of(JsonNode document) {
        for (var form : values()) {
            if (form.signs.stream().anyMatch(document::has)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
