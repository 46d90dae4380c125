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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.core.items.GroupItem;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.UnDefType;

@DisplayName("What is said to people is short, true and in the words of the form")
class SentencesTest extends OneRoom {

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Text", "String", UnDefType.NULL);
        serve();
    }

    private void isOnlineInEachLanguageBut(String... words) {
        assertThat(isOnlineBut(words)).contains(words);
    }

    // ------------------------------------------------------------------------------------------------ few statuses

    @Test
    void aStatusChangesWithTheKindOfProblemAndNotWithEachReading() {
        room.source("tv", "level", "item", "Text", "on", "20 W").start();
        int before = room.statuses.size();
        for (int i = 0; i < 60; i++) {
            openHab.send("Text", new StringType(i + " °C"));
        }
        assertThat(room.statuses).hasSize(before + 1);
        openHab.send("Text", new StringType("offline"));
        assertThat(room.statuses).as("another kind").hasSize(before + 2);
        openHab.send("Text", new StringType("21 W"));
        assertThat(room.statuses).hasSize(before + 3);
        assertThat(room.sentence()).isEmpty();
        openHab.send("Text", new StringType("7 °C"));
        assertThat(room.sentence()).as("what it says now").contains("7 °C");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "en | Reports ON Only | leave one of the two out",
            "de | Meldet nur ON | weglassen" })
    void aPulseCannotLast(String language, String label, String words) {
        openHab.setLocale(Locale.forLanguageTag(language));
        room.source("pir", "motion", "item", "Pir", "pulseOnly", true, "minDuration", 10).start();
        assertThat(room.sentence()).contains("pir", "10", words).doesNotContain("missing", "fehlt", "{", "@text");
    }

    // ------------------------------------------------------------------------------------- text from somebody else

    @Test
    void whatAnItemSaysComesOnOneShortLine() {
        room.source("tv", "level", "item", "Text", "on", "20 W").start();
        openHab.send("Text",
                new StringType("\u001b[2Jbroken\r\n2026-01-01 [ERROR] forged\u2028\u202e\u0000" + "x".repeat(5_000)));
        String sentence = room.sentence();
        assertThat(sentence).contains("broken").hasSizeLessThan(250);
        assertThat(sentence.codePoints()).noneMatch(each -> Character.isISOControl(each)
                || Character.getType(each) == Character.FORMAT || Character.getType(each) == Character.LINE_SEPARATOR);
        String said = openHab.service().describe(openHab.service().location(room.id()).problems().get(0));
        assertThat(said).hasSizeLessThan(250);
        assertThat(said.codePoints()).noneMatch(Character::isISOControl);
    }

    @Test
    void aCommandThatIsNoneIsLoggedOnOneShortLine() {
        room.start();
        List<String> lines = Logged
                .during(() -> room.command("lock-mode", new StringType("\u001b[2J\r\nforged" + "x".repeat(5_000))));
        assertThat(lines).hasSize(1).allSatisfy(line -> {
            assertThat(line).contains("forged").hasSizeLessThan(400);
            assertThat(line.codePoints()).noneMatch(Character::isISOControl);
        });
    }

    // ---------------------------------------------------------------------------------------------- true reasons

    @Test
    void aSourceThatSaysNothingIsNotSaidToReportSomebody() {
        room.source("radar", "presence", "item", "Pir").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        room.command("occupancy", OnOffType.OFF);
        assertThat(room.state("reason")).contains("you said that nobody is here, so radar is ignored");
        openHab.send("Pir", UnDefType.UNDEF);
        assertThat(room.state("reason")).doesNotContain("is ignored").contains("radar has no state");
    }

    // ----------------------------------------------------------------------------------- what works but looks wrong

    @Test
    void aKindOfTimeoutThatIsMistyped() {
        room.set("timeouts", List.of("dor=2m")).start();
        isOnlineInEachLanguageBut("dor", "door");
    }

    /** Rules may have kinds of their own. */
    @Test
    void aKindOfTimeoutThatIsTheUsersOwn() {
        room.set("timeouts", List.of("party=2h", "door=1m")).start();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void aLeaveTimeoutThatIsLongerThanTheStayTimeout() {
        room.set("leaveTimeout", "2h").set("stayTimeout", "1h").start();
        isOnlineInEachLanguageBut("2h", "1h");
    }

    @Test
    void oneGroupForTwoLocations() {
        openHab.add(new GroupItem("Kitchen"));
        TestThing other = new TestThing(openHab, "occupancy:location:h:other", HOME).set("item", "Kitchen").start();
        room.set("item", "Kitchen").start();
        isOnlineInEachLanguageBut("Kitchen", "OTHER");
        assertThat(other.sentence()).contains("Kitchen", "ROOM");
        other.set("item", null).edited();
        assertThat(room.sentence()).isEmpty();
        assertThat(other.sentence()).isEmpty();
    }

    @Test
    void oneItemAsTwoSources() {
        room.source("a", "motion", "item", "Pir").source("b", "presence", "item", "Pir").start();
        isOnlineInEachLanguageBut("Pir", "a", "b");
    }

    @Test
    void anAncestorAsANeighbour() {
        room.set("adjacent", List.of(HOME)).start();
        isOnlineInEachLanguageBut("H");
    }

    @ParameterizedTest
    @ValueSource(strings = { "motion", "presence" })
    void aSensorThatSaysWhatNobodyUnderstands(String type) {
        openHab.setSilently("Text", new StringType("banana"));
        room.source("pir", type, "item", "Text").start();
        isOnlineInEachLanguageBut("pir", "banana");
        openHab.send("Text", new StringType("clear"));
        assertThat(room.sentence()).isEmpty();
        openHab.send("Text", new StringType("motion"));
        assertThat(room.sentence()).isEmpty();
        assertThat(room.occupied()).isTrue();
    }

    // ------------------------------------------------------------------------------------------- words of the form

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "linger | soon | Linger | Nachwirken", //
            "timeout | x | Timeout | Nachlaufzeit", //
            "headCount | many | Head Count | Anzahl Bewohner", //
            "vacancy | never | Vacant When | Wird frei" })
    void aSettingOfALocationIsCalledAsInTheForm(String setting, String value, String english, String german) {
        room.set(setting, value).start();
        assertThat(room.sentence()).contains(english, value).doesNotContain("\u201A");
        openHab.setLocale(Locale.GERMAN);
        assertThat(room.sentence()).contains(german, value);
    }

    @Test
    void aSettingOfASourceIsCalledAsInTheFormWithTheNameOfTheSource() {
        room.source("marla_phone", "person", "item", "Text").label("marla_phone", "Marla's phone, old").start();
        assertThat(room.sentence()).contains("Marla's phone, old", "Person").doesNotContain("marla_phone", "occupant",
                "\u201A");
    }

    @Test
    void theHeadCountSaysWhatItCanBe() {
        room.set("headCount", "0").start();
        assertThat(room.sentence()).contains("Head Count", "\"0\"", "persons").doesNotContain("\u201A");
    }
}
