package io.mastic.runtime.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.history.FsHistoryProvider;
import org.apache.spark.deploy.history.HistoryServer;
import org.apache.spark.deploy.history.HistoryServer$;

/**
 * A main class: Spark's history server on any free port of loopback. It reads a secret from its standard input, which
 * every request must show, writes its port to its standard output, and ends when its standard input does.
 */
public final class History {
    private static final int READS_MILLIS = 100;
    private static final int READS = 200;

    private History() {}

    /** Settings are system properties, as Spark's are. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(System.getProperty("user.name")));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var filter = SecretFilter.class.getName();
        var conf = new SparkConf()
                .set("spark.ui.filters", filter)
                .set("spark." + filter + ".param." + SecretFilter.SECRET, input.readLine());
        var provider = new FsHistoryProvider(conf);
        var server = new HistoryServer(conf, provider, HistoryServer$.MODULE$.createSecurityManager(conf), 0);
        server.bind();
        provider.start();
        for (int read = 0; read < READS && provider.getListing().isEmpty(); read++) {
            Thread.sleep(READS_MILLIS);
        }
        System.out.println(server.boundPort());
        while (input.read() >= 0) {
            // Nothing more is told: only the end matters.
        }
        System.exit(0);
    }
}
