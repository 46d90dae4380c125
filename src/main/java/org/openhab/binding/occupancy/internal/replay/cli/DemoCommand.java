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

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.demo.Demo;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;
import org.openhab.binding.occupancy.internal.replay.report.Moment;
import org.openhab.binding.occupancy.internal.replay.report.TerminalChart;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code demo}: shows what the add-on does to somebody who has no recording yet.
 */
@NonNullByDefault
@Command(name = "demo", description = "Simulates a day in a two-storey home, replays it and shows what the engine made of it.")
final class DemoCommand implements Callable<Integer> {

    private static final String FILE = "occupancy-demo.html";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm").withZone(Demo.ZONE);
    /** Answers begin below their question, right of the time. */
    private static final int ANSWER = 7;

    private final Output output;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "" + Demo.DEFAULT_SEED, //
            description = "Another number, another day (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", //
            description = "Where the HTML report goes (default: " + FILE + " in target of a Maven project, "
                    + "else in the folder for temporary files).")
    private @Nullable Path report;

    DemoCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Demo demo = Demo.run(seed);
        PrintWriter out = output.out();
        Terminal terminal = Terminal.ofThisProcess();
        out.print(TerminalChart.render(demo.report(), terminal.columns(), terminal.charset(), terminal.colour()));
        out.println();
        for (Moment moment : demo.moments()) {
            out.println(terminal.wrap(CLOCK.format(moment.at()) + "  " + moment.question(), ANSWER));
            out.println(terminal.wrap(" ".repeat(ANSWER) + moment.answer(), ANSWER));
            out.println();
        }
        demo.remarks().forEach(remark -> out.println(terminal.wrap(remark, 0)));
        Path chosen = report;
        Path file = chosen == null ? defaultFile() : chosen;
        HtmlReport.write(demo.report(), file);
        out.println("The same as a page for the browser: " + file.toAbsolutePath().normalize().toUri());
        out.flush();
        return 0;
    }

    private static Path defaultFile() {
        Path target = Path.of("target");
        boolean maven = Files.isRegularFile(Path.of("pom.xml")) && Files.isDirectory(target);
        return (maven ? target : Path.of(System.getProperty("java.io.tmpdir", "."))).resolve(FILE);
    }
}
