package io.mastic.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks the definitions and the code of custom transforms in a local folder. */
@Command(
        name = "check",
        description = "Check the definitions (*.json) and the code (*.py) of your transforms in a folder.",
        mixinStandardHelpOptions = true)
final class TransformCheckCommand implements Callable<Integer> {
    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "DIR", description = "The folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    public Integer call() throws Exception {
        var checked = LocalTransforms.read(folder).check(DriverPython.ofHome());
        if (checked.isEmpty()) {
            options.say("There is no definition (*.json) in " + folder);
            return 1;
        }
        checked.forEach((file, problems) -> {
            if (problems.isEmpty()) {
                options.say(file + ": good");
            }
            problems.forEach(options::say);
        });
        return checked.values().stream().allMatch(problems -> problems.isEmpty()) ? 0 : 1;
    }
}
