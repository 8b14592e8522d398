package io.mastic.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** The operations that a feature serves for one service; immutable once built. */
public final class OperationTable {
    private final ServiceId service;
    private final Map<String, Operation<?, ?>> operations;

    private OperationTable(ServiceId service, Map<String, Operation<?, ?>> operations) {
        this.service = service;
        this.operations = Map.copyOf(operations);
    }

    public static Builder of(ServiceId service) {
        return new Builder(service);
    }

    public ServiceId service() {
        return service;
    }

    public Set<String> names() {
        return operations.keySet();
    }

    public Optional<Operation<?, ?>> find(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** Collects the lines of one table. */
    public static final class Builder {
        private final ServiceId service;
        private final Map<String, Operation<?, ?>> operations = new LinkedHashMap<>();

        private Builder(ServiceId service) {
            this.service = service;
        }

        public <I extends SdkPojo, O extends SdkPojo> Builder serve(
                String name, Class<I> request, Operation.Answer<I, O> handler, Operation.Resources<I> resources) {
            return serve(name, request, handler, resources, (call, input) -> Map.of());
        }

        public <I extends SdkPojo, O extends SdkPojo> Builder serve(
                String name,
                Class<I> request,
                Operation.Answer<I, O> handler,
                Operation.Resources<I> resources,
                Operation.Conditions<I> conditions) {
            return serve(new Operation<>(
                    name,
                    request,
                    (call, input) -> Reply.of(handler.handle(call, input)),
                    resources,
                    conditions,
                    Set.of()));
        }

        public Builder serve(Operation<?, ?> operation) {
            if (operations.putIfAbsent(operation.name(), operation) != null) {
                throw new IllegalArgumentException(operation.name() + " is served twice");
            }
            return this;
        }

        /** For an operation that touches no resource of its own. */
        public static <I extends SdkPojo> Operation.Resources<I> anyResource() {
            return (call, input) -> List.of("*");
        }

        public OperationTable build() {
            return new OperationTable(service, operations);
        }
    }
}
