package io.mastic.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.protocol.Call;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Job;

/** For jobs without graphs: those write objects, of which there are none beside a database alone. */
public final class NoGraphs implements Jobs.Graphs {
    @Override
    public Jobs.Generated generate(Call call, Job job, JsonNode graph, Optional<Jobs.Earlier> earlier) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean changedOutside(Call call, Job job, String hash) {
        throw new UnsupportedOperationException();
    }
}
