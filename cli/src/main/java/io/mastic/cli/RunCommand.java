package io.mastic.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a Glue script on the spot, without a job. */
@Command(
        name = "run",
        description = "Run a Glue script here and now, without a job; options of this command stand before the script.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(index = "0", paramLabel = "SCRIPT", description = "A file of Python.")
    private String script = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description =
                    "The script's arguments, such as --JOB_NAME test. Those that a job's driver knows work as well:"
                            + " --enable-glue-datacatalog, --extra-py-files, --extra-jars, --extra-files, --conf, --TempDir,"
                            + " --additional-python-modules.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        var all = new ArrayList<>(List.of(script));
        all.addAll(arguments);
        var process = DriverPython.ofHome().module("local", all);
        DriverPython.connect(process, options);
        return DriverPython.wait(process.inheritIO().start());
    }
}
