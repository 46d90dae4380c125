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

import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * {@code tune} as a user sees it.
 */
@NonNullByDefault
class TuneCommandTest extends CommandLineFixture {

    private static final String HOME = """
            locations:
              - id: home
              - {id: hall, parent: home, vacancy: TIMEOUT, sources: [{item: Hall_PIR, type: motion}]}
              - {id: den, parent: home, vacancy: TIMEOUT, sources: [{item: Den_PIR, type: motion}]}
            """;

    /** On each of five days, somebody passes the hall for the den ten times. */
    private static String events() {
        StringBuilder events = new StringBuilder("timestamp,item,state\n");
        for (int day = 1; day <= 5; day++) {
            for (int hour = 10; hour < 20; hour++) {
                String time = "2026-01-0" + day + "T" + hour;
                events.append(time + ":00:00,Hall_PIR,ON\n" + time + ":00:05,Hall_PIR,OFF\n");
                for (int minute = 1; minute < 50; minute++) {
                    String moved = time + String.format(":%02d", minute);
                    events.append(moved + ":00,Den_PIR,ON\n" + moved + ":05,Den_PIR,OFF\n");
                }
            }
        }
        return events.append("2026-01-05T20:00:00,Lamp,ON\n").toString();
    }

    @Test
    void saysWhatASettingWouldHaveChangedAndChangesNothing() throws IOException {
        String home = file("home.yaml", HOME);

        int code = run("tune", "--home", home, "--events", file("events.csv", events()));

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("Tried settings on 5,001 changes of 4.4 days, in ")
                .containsPattern("\\nhall: 30 s instead of 10 min: 108 min less light a day\\.\\n"
                        + " +Evidence: 4 days, 50 visits, 0 dark moments and 0 probable ones today; "
                        + "better on 5 days, worse on 0 days\\.\\n" + " +To have it, set timeouts\\.motion: 30s\\.\\n")
                .contains("Where people were is not known; these are estimates.");
        assertThat(err.toString()).isEqualTo("Warning: No source uses Lamp, of which the recording has 1 change.\n");
        assertThat(Path.of(home)).hasContent(HOME);
    }

    @Test
    void saysItAsJson() throws IOException {
        int code = run("tune", "--json", "--home", file("home.yaml", HOME), "--events", file("events.csv", events()));

        assertThat(code).as(err.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        JsonNode hall = json.path("places").path(0);
        assertThat(hall.path("place").asText()).isEqualTo("hall");
        assertThat(hall.path("visits").asInt()).isEqualTo(50);
        assertThat(hall.path("recommended").path("set").path("timeouts.motion").asText()).isEqualTo("30s");
        assertThat(hall.path("recommended").path("text").asText())
                .isEqualTo("hall: 30 s instead of 10 min: 108 min less light a day.");
        assertThat(hall.path("tried").size()).isGreaterThan(10);
        assertThat(json.path("warnings").path(0).asText()).startsWith("No source uses Lamp");
        assertThat(json.path("curve").isEmpty()).isTrue();
    }

    @Test
    void howMuchADarkMomentIsWorthIsTheUsersChoice() throws IOException {
        assertThat(run("tune", "--dark-moment", "-1", "--home", file("home.yaml", HOME), "--events",
                file("events.csv", events()))).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("The option --dark-moment is -1.0; it must be between 0 and 10000.\n");
    }

    @Test
    void badInputIsOneSentence() throws IOException {
        assertThat(run("tune", "--home", file("home.yaml", HOME), "--events", "nothing.csv")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("There is no file nothing.csv.\n");
    }

    @Test
    void aTruthOfOtherRoomsIsRefused() throws IOException {
        int code = run("tune", "--home", file("home.yaml", HOME), "--events", file("events.csv", events()), "--truth",
                file("truth.csv", "start,end,resident,room\n2026-01-01T10:00:00,2026-01-01T11:00:00,mike,dem\n"));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .endsWith("truth.csv, line 2: The home has no location \"dem\"; did you mean \"den\"?\n");
    }
}
