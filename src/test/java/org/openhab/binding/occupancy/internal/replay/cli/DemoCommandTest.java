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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NonNullByDefault
class DemoCommandTest extends CommandLineFixture {

    @Test
    void showsADayAndSaysHowRightItWasAndWhereThePageIs() {
        Path file = folder.resolve("day.html");
        assertThat(run("demo", "--report", file.toString())).isZero();
        assertThat(out.toString()).contains("A day in the life of a home", "living-room", "film-night", "Anna", //
                "why is the living room still occupied?", "Against the truth: ", "room minutes right")
                .contains(file.toUri().toString());
        assertThat(file).content().contains("A day in the life of a home", "mias-room");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysInOneLineWhyThereIsNoPage() {
        Path file = folder.resolve("missing").resolve("day.html");
        assertThat(run("demo", "--report", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains(file.toString());
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void aSeedIsANumber() {
        assertThat(run("demo", "--seed", "seven")).isEqualTo(2);
        assertThat(err.toString()).contains("--seed", "seven");
    }

    @ParameterizedTest
    @CsvSource({ "120,120", "' 80 ',80", "wide,100", "0,100", "-3,100", ",100" })
    void theWidthIsWhatTheShellExportsIfThatIsOne(String exported, int columns) {
        assertThat(Terminal.columns(exported)).isEqualTo(columns);
    }

    @Test
    void longSentencesAreWrappedAndIndented() {
        Terminal terminal = new Terminal(24, StandardCharsets.US_ASCII, false);
        assertThat(terminal.wrap("07:40  why is her room still occupied?", 7))
                .isEqualTo("07:40  why is her room\n       still occupied?");
        assertThat(terminal.wrap("       because nobody left", 7)).isEqualTo("       because nobody\n       left");
        assertThat(terminal.wrap("", 3)).isEmpty();
    }
}
