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
package org.openhab.binding.occupancy.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/**
 * Rules as people make them: by clicks in the main UI of openHAB 4 or 5; and what they then do.
 */
@DisplayName("Rules made by clicks")
class RulesUiIT extends InBrowser {

    private static final String HOUSE_LABEL = "UI test";
    private static final String KITCHEN_LABEL = "Kitchen with rules";
    private static final String LAMP = "UiTest_Lamp";
    private static final String SETPOINT = "UiTest_Setpoint";
    private static final String FAN = "UiTest_Fan";
    private static final String PORCH = "UiTest_Porch";
    private static final String SHOWN = "UiTest_Occupied";
    private static final String MADE_BY_TEST = "uitest ";
    /** What lies over the page; it counts until it has gone out of sight, as a click before that is lost. */
    private static final String OPENED = List.of(".popup", ".popover", ".sheet-modal").stream()
            .flatMap(each -> List.of(each + ".modal-in", each + ".modal-out").stream())
            .collect(Collectors.joining(", "));

    @AfterEach
    void removeRules() {
        if (!url.isBlank()) {
            rules().stream().map(rule -> rule.path("uid").asText()).forEach(uid -> openHab.delete("/rules/" + uid));
        }
    }

    private List<JsonNode> rules() {
        return openHab.get("/rules").findParents("uid").stream()
                .filter(rule -> rule.path("name").asText().startsWith(MADE_BY_TEST)).toList();
    }

    private void houseWithThingsToSwitch() {
        house(HOUSE_LABEL, KITCHEN_LABEL);
        openHab.item(LAMP, "Dimmer", "Lamp", null);
        openHab.item(SETPOINT, "Number", "Setpoint", null);
        openHab.item(FAN, "Switch", "Fan", null);
        openHab.item(PORCH, "Switch", "Porch", null);
        openHab.item(SHOWN, "Switch", "Kitchen occupied", null);
        openHab.link(SHOWN, KITCHEN + ":occupancy");
        // A home made again under the same id goes on with what was known of it.
        openHab.command(SHOWN, "OFF");
        openHab.awaitState(SHOWN, "OFF");
        openHab.update(LAMP, "0");
        openHab.update(SETPOINT, "0");
        openHab.update(PORCH, "OFF");
        open(1280, ColorScheme.LIGHT);
        signIn();
    }

    /** A rule counts the time from before it was saved and may have switched the fan already: it is turned on now. */
    private void leaveWithTheFanOn() {
        openHab.update(FAN, "ON");
        openHab.awaitState(FAN, "ON");
        openHab.update(SENSOR, "OFF");
        openHab.command(SHOWN, "OFF");
    }

    // ------------------------------------------------------------------------------------------------------- clicks

    private void newRule(String name) {
        page.navigate(url + "/settings/rules/");
        page.locator(".fab a, a.fab").first().click();
        page.getByText("Add Trigger", new Page.GetByTextOptions().setExact(true)).waitFor();
        page.getByPlaceholder("Rule label for display purposes")
                .or(page.locator("li").filter(containing(Pattern.compile("^\\s*Label"))).locator("input")).first()
                .fill(MADE_BY_TEST + name);
    }

    /** The list of templates is open in openHAB 4, and has to be opened in 5. */
    private Locator newRuleOf(String template) {
        newRule(template);
        Locator entry = page.getByText(template, new Page.GetByTextOptions().setExact(true)).first();
        Locator folded = page.getByText("expand to select a template");
        assertThat(entry).isAttached();
        if (folded.count() > 0) {
            folded.click();
        }
        entry.click();
        return page.locator(".config-sheet").first();
    }

    private Locator addModule(String section, String label) {
        page.getByText("Add " + section, new Page.GetByTextOptions().setExact(true)).click();
        Locator popup = page.locator(".popup.modal-in").last();
        popup.getByText("Show All").click();
        popup.getByText(label, new Locator.GetByTextOptions().setExact(true)).click();
        return popup;
    }

    private void saveModule(Locator popup) {
        popup.getByText("Save", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(OPENED)).hasCount(0);
    }

    private void createRule() {
        assertThat(saveRule("POST")).isEqualTo(201);
        page.waitForURL(Pattern.compile(".*/settings/rules/(?!add).+"));
    }

    /** {@return the answer of openHAB} @param method what the UI sends: {@code POST} for a new rule */
    private int saveRule(String method) {
        Locator save = page.locator(".navbar a.link").filter(containing(Pattern.compile("^\\s*(Create|Save)"))).last();
        assertThat(save).not().hasClass(Pattern.compile("disabled"));
        return page
                .waitForResponse(each -> each.url().contains("/rest/rules") && method.equals(each.request().method()),
                        save::click)
                .status();
    }

    private static Locator.FilterOptions containing(Pattern text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private Locator setting(Locator form, String label) {
        Locator title = page.locator(".item-title, .item-label")
                .filter(containing(Pattern.compile("^\\s*" + label + "\\s*$")));
        return form.locator(".config-parameter").filter(new Locator.FilterOptions().setHas(title)).first();
    }

    /** Up to five options are a list in the form, more of them and items one that opens. */
    private void choose(Locator form, String label, String option) {
        Locator setting = setting(form, label);
        assertThat(setting).isVisible();
        Locator opens = setting.locator("a.item-link");
        if (opens.count() == 0) {
            setting.locator("label.item-radio").filter(new Locator.FilterOptions().setHasText(option)).click();
            return;
        }
        int before = page.locator(OPENED).count();
        opens.first().click();
        assertThat(page.locator(OPENED)).hasCount(before + 1);
        Locator list = page.locator(OPENED).last();
        Locator search = list.locator("input[type=search]");
        list.locator("li label").first().waitFor();
        if (search.count() > 0) {
            search.fill(option);
        }
        Locator entry = list.locator("li:not(.hidden-by-searchbar) label")
                .filter(new Locator.FilterOptions().setHasText(option));
        boolean several = list.locator("label.item-checkbox").count() > 0;
        entry.first().click();
        if (several) {
            list.getByText("Close", new Locator.GetByTextOptions().setExact(true)).first().click();
        }
        assertThat(page.locator(OPENED)).hasCount(before);
    }

    private void type(Locator form, String label, String text) {
        Locator input = setting(form, label).locator("input").first();
        input.fill(text);
        input.press("Tab");
    }

    // -------------------------------------------------------------------------------------------------------- tests

    @Test
    void theTemplatesDoWhatTheySay() {
        houseWithThingsToSwitch();
        Locator form = newRuleOf("Light by occupancy");
        choose(form, "Location", KITCHEN_LABEL);
        choose(form, "Lamp", LAMP);
        createRule();
        form = newRuleOf("Heating set-back by occupancy");
        choose(form, "Location", KITCHEN_LABEL);
        choose(form, "Item", SETPOINT);
        type(form, "For at Least", "2s");
        createRule();
        form = newRuleOf("Everybody has left");
        choose(form, "Location", HOUSE_LABEL);
        choose(form, "Items", FAN);
        type(form, "For at Least", "2s");
        createRule();
        form = newRuleOf("Welcome home");
        choose(form, "Location", HOUSE_LABEL);
        choose(form, "Items", PORCH);
        createRule();

        openHab.update(SENSOR, "ON");
        openHab.awaitState(LAMP, "100");
        openHab.awaitState(SETPOINT, "21");
        openHab.awaitState(PORCH, "ON");
        leaveWithTheFanOn();
        openHab.awaitState(LAMP, "0");
        openHab.awaitState(SETPOINT, "17");
        openHab.awaitState(FAN, "OFF");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aRuleOfTriggerConditionAndActionWorksAndCanBeEditedAgain() {
        houseWithThingsToSwitch();
        newRule("by hand");
        Locator popup = addModule("Trigger", "a location becomes vacant");
        choose(popup, "Location", KITCHEN_LABEL);
        type(popup, "For at Least", "1s");
        saveModule(popup);
        popup = addModule("Condition", "a location is vacant");
        choose(popup, "Location", HOUSE_LABEL);
        saveModule(popup);
        popup = addModule("Action", "switch several items");
        choose(popup, "Items", FAN);
        saveModule(popup);
        createRule();
        openHab.update(SENSOR, "ON");
        openHab.awaitState(SHOWN, "ON");
        leaveWithTheFanOn();
        openHab.awaitState(FAN, "OFF");

        page.navigate(url + "/settings/rules/" + rules().get(0).path("uid").asText());
        page.getByText("a location becomes vacant", new Page.GetByTextOptions().setExact(true)).click();
        popup = page.locator(".popup.modal-in").last();
        choose(popup, "Location", HOUSE_LABEL);
        saveModule(popup);
        assertThat(saveRule("PUT")).isEqualTo(200);
        assertThat(rules().get(0).path("triggers").get(0).path("configuration").path("location").asText())
                .isEqualTo(HOME);
        assertThat(complaints).isEmpty();
    }

    /** What a form asks for later comes from the rule itself, and openHAB copies into it what it knew at the start. */
    @Test
    void aRuleOfATemplateKeepsTheLocationsToChooseFrom() {
        houseWithThingsToSwitch();
        Locator form = newRuleOf("Light by occupancy");
        choose(form, "Location", KITCHEN_LABEL);
        choose(form, "Lamp", LAMP);
        createRule();
        JsonNode rule = openHab.get("/rules/" + rules().get(0).path("uid").asText());
        assertThat(rule.path("configDescriptions").get(0).path("options").findValuesAsText("label"))
                .contains(KITCHEN_LABEL);
    }
}
