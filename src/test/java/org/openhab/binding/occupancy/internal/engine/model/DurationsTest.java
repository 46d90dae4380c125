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
package org.openhab.binding.occupancy.internal.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/**
 * Durations as people write them.
 */
@NonNullByDefault
class DurationsTest {

    @ParameterizedTest
    @CsvSource({ "90s,PT1M30S", "10m,PT10M", "2h,PT2H", "1h30m,PT1H30M", "1h 30m,PT1H30M", "PT10M,PT10M",
            "pt0.5s,PT0.5S", "600,PT10M", "0,PT0S", "0s,PT0S", "1.5,PT1.5S", "0.0004,PT0S", "0.0005,PT0.001S",
            "500ms,PT0.5S", "7d,PT168H", "1d2h3m4s5ms,PT26H3M4.005S", "10M,PT10M", "P1D,PT24H", " 5 ,PT5S",
            "36525d,PT876600H" })
    void isRead(String text, Duration duration) {
        assertThat(Durations.parse("timeout", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = { "abc", "", "10 minutes", "10x", "30m1h", "P1Y", "1,5", "m", "0x10", "99999999999999999999",
            "PT", "ten" })
    void isRefusedWithTheSettingAndTheText(String text) {
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> Durations.parse("linger", text))
                .withMessage("The setting linger is \"" + text
                        + "\"; a duration is written 90s, 10m, 2h, 1h30m, PT10M or as seconds.")
                .extracting(RejectedException::field, e -> e.code().key()).containsExactly("linger", "invalid-value");
    }

    @ParameterizedTest
    @CsvSource({ "-1,negative-duration,it must not be negative", "PT-1S,negative-duration,it must not be negative",
            "36526d,duration-too-long,it must not be longer than 100 years",
            "999999999999,duration-too-long,it must not be longer than 100 years",
            "PT9999999999H,duration-too-long,it must not be longer than 100 years" })
    void isRefusedOutsideItsRange(String text, String code, String why) {
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> Durations.parse("timeout", text))
                .withMessage("The setting timeout is \"" + text + "\"; " + why + ".").extracting(e -> e.code().key())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({ "PT0S,0s", "PT90S,1m30s", "PT24H,1d", "PT25H0.005S,1d1h5ms", "PT3600S,1h" })
    void isWrittenAsPeopleWriteIt(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @Property
    void isReadAsItWasWritten(@ForAll @LongRange(min = 0, max = 3_155_760_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);
        assertThat(Durations.parse("timeout", Durations.format(duration))).isEqualTo(duration);
        assertThat(Durations.parse("timeout", duration.toString())).isEqualTo(duration);
    }
}
