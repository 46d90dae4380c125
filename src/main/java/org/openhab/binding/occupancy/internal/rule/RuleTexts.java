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
package org.openhab.binding.occupancy.internal.rule;

import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.osgi.framework.Bundle;

/**
 * The texts of rules in the language of whoever reads them.
 */
@NonNullByDefault
final class RuleTexts {

    private final TranslationProvider translations;
    private final LocaleProvider locales;
    private final @Nullable Bundle bundle;

    RuleTexts(TranslationProvider translations, LocaleProvider locales, @Nullable Bundle bundle) {
        this.translations = translations;
        this.locales = locales;
        this.bundle = bundle;
    }

    /**
     * {@return a text}
     *
     * @param locale the language, or {@code null} for that of the system
     * @param key the key of the text
     */
    String text(@Nullable Locale locale, String key) {
        String text = translations.getText(bundle, key, null, locale == null ? locales.getLocale() : locale);
        return text == null ? key : text;
    }
}
