package io.mastic.cli;

import io.mastic.server.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the exports that make the AWS CLI and the SDKs of a shell talk to this server. */
@Command(
        name = "env",
        description = "Print shell exports for the AWS CLI and SDKs: eval \"$(mastic env)\"",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    private static final Pattern CLI_VERSION = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)");

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var server = options.running();
        var credentials = Credentials.read(options.settings().data());
        var out = spec.commandLine().getOut();
        out.println("export AWS_ENDPOINT_URL=" + server.endpoint());
        out.println("export AWS_REGION=" + server.region());
        out.println("export AWS_DEFAULT_REGION=" + server.region());
        out.println("export AWS_ACCESS_KEY_ID=" + credentials.accessKeyId());
        out.println("export AWS_SECRET_ACCESS_KEY=" + credentials.secretAccessKey());
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
        out.flush();
        installedCli().filter(EnvCommand::ignoresEndpoint).ifPresent(version -> spec.commandLine()
                .getErr()
                .println("mastic: the installed " + version + " ignores AWS_ENDPOINT_URL and would call Amazon. "
                        + "Use version 2.13 or later (or 1.29), or add --endpoint-url " + server.endpoint()));
        return 0;
    }

    /** The first word of {@code aws --version}: {@code aws-cli/2.15.3}. */
    private static Optional<String> installedCli() throws IOException, InterruptedException {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        if (Arrays.stream(path.split(":")).noneMatch(folder -> Files.isExecutable(Path.of(folder, "aws")))) {
            return Optional.empty();
        }
        var aws =
                new ProcessBuilder("aws", "--version").redirectErrorStream(true).start();
        aws.getOutputStream().close();
        var said = new String(aws.getInputStream().readNBytes(1_000), StandardCharsets.UTF_8);
        if (!aws.waitFor(10, TimeUnit.SECONDS)) {
            aws.destroyForcibly();
        }
        return Optional.of(said.split("\\s", 2)[0]);
    }

    static boolean ignoresEndpoint(String version) {
        var numbers = CLI_VERSION.matcher(version);
        if (!numbers.find()) {
            return false;
        }
        var minor = Integer.parseInt(numbers.group(2));
        return numbers.group(1).equals("1") ? minor < 29 : minor < 13;
    }
}
