package io.mastic.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The services of the wire: signing name, prefix of policy actions, and protocol. */
public enum ServiceId {
    GLUE("glue", Protocol.AWS_JSON_1_1, "AWSGlue", ""),
    LOGS("logs", Protocol.AWS_JSON_1_1, "Logs_20140328", ""),
    STS("sts", Protocol.AWS_QUERY, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
    IAM("iam", Protocol.AWS_QUERY, "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
    CLOUDWATCH(
            "monitoring",
            Protocol.ANY,
            "GraniteServiceVersion20100801",
            "http://monitoring.amazonaws.com/doc/2010-08-01/"),
    /** Our own: what an editor of visual jobs asks for. */
    STUDIO("studio", Protocol.AWS_JSON_1_1, "MasticStudio", "");

    /** How requests and responses of a service are written. */
    public enum Protocol {
        AWS_JSON_1_1,
        AWS_QUERY,
        /** CBOR, JSON 1.0 or the query protocol, as the client likes. */
        ANY
    }

    private final String signingName;
    private final Protocol protocol;
    private final String version;
    private final String namespace;

    ServiceId(String signingName, Protocol protocol, String version, String namespace) {
        this.signingName = signingName;
        this.protocol = protocol;
        this.version = version;
        this.namespace = namespace;
    }

    public static Optional<ServiceId> ofSigningName(String name) {
        return Arrays.stream(values()).filter(s -> s.signingName.equals(name)).findFirst();
    }

    public String signingName() {
        return signingName;
    }

    /** What the actions of policies begin with: the signing name, but for one service. */
    public String actionPrefix() {
        return this == CLOUDWATCH ? "cloudwatch" : signingName;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** The target prefix of a JSON service, the API version of a query service. */
    public String version() {
        return version;
    }

    public String namespace() {
        return namespace;
    }
}
