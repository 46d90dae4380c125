/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.replay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.OutputFile;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * The command line: what can be done with recordings without an openHAB.
 *
 * Exit code 0 done, 1 bad input, 2 wrong usage.
 */
@NonNullByDefault
@Command(name = "occupancy-cli", description = "Replays recordings of a home through the occupancy engine.", //
        mixinStandardHelpOptions = true, versionProvider = OccupancyCli.Version.class, scope = ScopeType.INHERIT, //
        exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:done", "1:bad input, said in one line",
                "2:wrong usage" })
public final class OccupancyCli implements Runnable {

    private static final int MOST_CHARACTERS = 1_000;

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(OutputFile::discardUnfinished));
        int code = execute(new PrintWriter(System.out), new PrintWriter(System.err), args);
        System.exit(code);
    }

    /**
     * @param result where results go
     * @param complaints where complaints go
     * @param args the command line
     * @return the exit code
     */
    static int execute(Writer result, Writer complaints, String... args) {
        PrintWriter out = new PrintWriter(new TerminalWriter(result));
        PrintWriter err = new PrintWriter(new TerminalWriter(complaints));
        Output output = new Output(out, err);
        CommandLine commandLine = new CommandLine(new OccupancyCli());
        commandLine.addSubcommand(new DemoCommand(output));
        commandLine.addSubcommand(new ReplayCommand(output));
        commandLine.addSubcommand(new ExplainCommand(output));
        commandLine.addSubcommand(new ScoreCommand(output));
        commandLine.addSubcommand(new TuneCommand(output));
        commandLine.addSubcommand(new EngineCommand());
        commandLine.setOut(out);
        commandLine.setErr(err);
        commandLine.registerConverter(Path.class, OccupancyCli::path);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // an argument that begins with @ is one like any other, not a file with more of them
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler(OccupancyCli::wrongUsage);
        commandLine.setExecutionExceptionHandler(OccupancyCli::failed);
        // whoever does not know what to ask for is shown what there is to see
        int code = args.length == 0 ? commandLine.execute("demo") : commandLine.execute(args);
        if (out.checkError()) {
            err.println("The output was closed before all was written.");
            code = CommandLine.ExitCode.SOFTWARE;
        }
        err.flush();
        return code;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not the name of a file");
        }
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(Printable.brief(String.valueOf(e.getMessage()), MOST_CHARACTERS));
        command.getErr().println("Try " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.@Nullable ParseResult result)
            throws Exception {
        if (e instanceof InputException || e instanceof RejectedException) {
            command.getErr().println(Printable.brief(String.valueOf(e.getMessage()), MOST_CHARACTERS));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (@Nullable
            InputStream in = OccupancyCli.class.getResourceAsStream("version.properties")) {
                if (in != null) {
                    properties.load(in);
                }
            }
            return new String[] { properties.getProperty("version", "unknown") };
        }
    }
}
