package io.mastic.protocol;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers every request of the JSON and query services, in a fixed order: service and operation, signature,
 * permission, model, operation. Never throws; a failure that no operation named leaves as the internal error.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Signatures signatures;
    private final Authoriser authoriser;
    private final Map<String, Operation<?, ?>> operations;
    private final UnsupportedOperations unsupported;
    private final Clock clock;
    private final Supplier<String> requestIds;
    private final Function<Throwable, Optional<ServiceException>> known;

    /** @param known what callers are told of failures that are none of the operation's own, as a lost database */
    public Dispatcher(
            Signatures signatures,
            Authoriser authoriser,
            List<OperationTable> tables,
            UnsupportedOperations unsupported,
            Clock clock,
            Supplier<String> requestIds,
            Function<Throwable, Optional<ServiceException>> known) {
        this.signatures = signatures;
        this.authoriser = authoriser;
        this.operations = tables.stream()
                .flatMap(table -> table.names().stream()
                        .map(name -> Map.entry(
                                action(table.service(), name), table.find(name).orElseThrow())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        this.unsupported = unsupported;
        this.clock = clock;
        this.requestIds = requestIds;
        this.known = known;
    }

    /** Verifies who signed a request, by the service that the signature names. */
    @FunctionalInterface
    public interface Signatures {
        Verified verify(WireRequest request);
    }

    /** A verified signature's principal and region. */
    public record Verified(Caller caller, String region) {}

    public WireResponse answer(WireRequest request) {
        var exchange = new Exchange(request, requestIds.get());
        try {
            return exchange.answered();
        } catch (ServiceException e) {
            return exchange.failed(e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return exchange.failed(unexpected(exchange, e));
        }
    }

    private ServiceException unexpected(Exchange exchange, Throwable failure) {
        var error = known.apply(failure);
        if (error.isPresent()) {
            LOG.warn("{} {} failed: {}", exchange.requestId, exchange.action, failure.toString());
        } else {
            LOG.error("{} {} failed", exchange.requestId, exchange.action, failure);
        }
        return error.orElseGet(() -> WireErrors.internal(exchange.requestId));
    }

    /** An answer to a request that was refused before it could be read. */
    public WireResponse refuse(WireRequest head, ServiceException error) {
        return new Exchange(head, requestIds.get()).failed(error);
    }

    private static String action(ServiceId service, String operation) {
        return service.signingName() + ":" + operation;
    }

    private final class Exchange {
        private final WireRequest request;
        private final String requestId;
        private final Optional<ServiceId> service;
        private final WireProtocol protocol;
        private String action = "-";
        private Optional<Caller> caller = Optional.empty();

        Exchange(WireRequest request, String requestId) {
            this.request = request;
            this.requestId = requestId;
            this.service = ServiceScope.of(request);
            this.protocol = WireProtocol.of(service.orElseGet(() -> ServiceScope.guess(request)), request);
        }

        WireResponse answered() {
            var verified = signatures.verify(request);
            caller = Optional.of(verified.caller());
            var target = service.orElseThrow(
                    () -> WireErrors.unknownOperation("The service of the signature is not one that is served here"));
            var name = protocol.operation(request);
            var operation = operations.get(action(target, name));
            if (operation == null) {
                throw notServed(target, name);
            }
            action = action(target, name);
            return run(target, operation, verified);
        }

        private <I extends SdkPojo, O extends SdkPojo> WireResponse run(
                ServiceId target, Operation<I, O> operation, Verified verified) {
            var body = protocol.input(request);
            var raw = body.lift(operation.rawMembers());
            var input = body.read(operation.request());
            var now = Instant.now(clock);
            var call = new Call(verified.caller(), verified.region(), requestId, now, raw);
            authorise(target, operation, call, input);
            Validation.check(target, operation.name(), input);
            var reply = operation.handler().handle(call, input);
            return response(200, protocol.output(operation.name(), reply, requestId), Optional.empty());
        }

        private <I extends SdkPojo> void authorise(ServiceId target, Operation<I, ?> operation, Call call, I input) {
            var resources = operation.resources().of(call, input);
            var conditions = operation.conditions().of(call, input);
            authoriser.authorise(call.caller(), target.actionPrefix() + ":" + operation.name(), resources, conditions);
            operation.alsoNeeds().stream()
                    .sorted()
                    .forEach(
                            other -> authoriser.authorise(call.caller(), action(target, other), resources, conditions));
        }

        private ServiceException notServed(ServiceId target, String name) {
            return unsupported
                    .reason(action(target, name))
                    .map(reason -> new ServiceException(
                            target == ServiceId.GLUE ? "OperationNotSupportedException" : "UnknownOperationException",
                            400,
                            name + " is not supported: " + reason))
                    .orElseGet(() -> WireErrors.unknownOperation(
                            "The service " + target.signingName() + " has no operation '" + name + "'"));
        }

        WireResponse failed(ServiceException error) {
            return response(protocol.status(error), protocol.error(error, requestId), Optional.of(error.code()));
        }

        private WireResponse response(int status, byte[] body, Optional<String> errorCode) {
            return new WireResponse(
                    status, protocol.contentType(), protocol.headers(), body, requestId, action, caller, errorCode);
        }
    }
}
