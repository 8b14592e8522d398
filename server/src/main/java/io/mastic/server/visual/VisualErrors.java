package io.mastic.server.visual;

import io.mastic.model.graph.Problem;
import io.mastic.protocol.ServiceException;
import java.util.List;
import java.util.stream.Collectors;

/** Errors of visual jobs, in Glue's words. */
final class VisualErrors {
    private VisualErrors() {}

    static ServiceException invalid(String message) {
        return new ServiceException("InvalidInputException", 400, message);
    }

    static ServiceException invalidGraph(List<Problem> problems) {
        return invalid("CodeGenConfigurationNodes cannot be used: "
                + problems.stream().map(Problem::told).collect(Collectors.joining(" ")));
    }

    static ServiceException changedOutside(String location) {
        return new ServiceException(
                "ConcurrentModificationException",
                400,
                "The script " + location + " was changed outside the editor, and saving the graph would overwrite it."
                        + " Delete it, or give another Command.ScriptLocation, to have it written anew; or send an empty"
                        + " CodeGenConfigurationNodes to keep the script and give up the graph");
    }

    /** What S3 answered, as an operation of Glue can say it. */
    static ServiceException objects(ServiceException error, String location) {
        return switch (error.code()) {
            case "AccessDenied" -> new ServiceException("AccessDeniedException", 400, error.message());
            case "NoSuchBucket", "NoSuchKey" -> invalid("There is no " + location + ": " + error.message());
            default -> error;
        };
    }
}
