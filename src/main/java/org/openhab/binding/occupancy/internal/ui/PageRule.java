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
package org.openhab.binding.occupancy.internal.ui;

import java.util.Collection;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.automation.Rule;
import org.openhab.core.automation.RuleProvider;
import org.openhab.core.automation.util.ActionBuilder;
import org.openhab.core.automation.util.RuleBuilder;
import org.openhab.core.common.registry.AbstractProvider;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The rule that the buttons of the page run. A button of the main UI can send a command to an item or run a rule, and
 * no command says "for one hour". It has no trigger, and comes and goes with the add-on.
 */
@NonNullByDefault
@Component(service = RuleProvider.class)
public final class PageRule extends AbstractProvider<Rule> implements RuleProvider {

    /** The id of the rule; the page names it. */
    static final String UID = "occupancy-page";

    private final Rule rule;

    @Activate
    public PageRule(@Reference TranslationProvider translationProvider, @Reference LocaleProvider localeProvider,
            @Reference TimeZoneProvider timeZoneProvider, BundleContext bundleContext) {
        this(new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle())::text);
    }

    PageRule(PageTexts words) {
        rule = RuleBuilder.create(UID).withName(words.text("page.rule.name"))
                .withDescription(words.text("page.rule.about")).withActions(ActionBuilder.create().withId("1")
                        .withTypeUID(PageButtons.TYPE).withLabel(words.text("page.rule.name")).build())
                .build();
    }

    @Override
    public Collection<Rule> getAll() {
        return List.of(rule);
    }
}
