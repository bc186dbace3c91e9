//! Takes values out of the merged tree and checks their range. A value out of range is noted as a
//! problem and stood in for by one in range, so that reading goes on to the next problem.

use std::ops::RangeInclusive;
use std::time::Duration;

use figment::value::{Num, Value};

use super::duration;
use super::problem::{Problem, Problems, quoted};
use super::sources::{Sources, variable};

/// Reads keys, each once.
pub(super) struct Reader<'a> {
    sources: Sources,
    problems: &'a mut Problems,
    #[cfg(test)]
    pub(super) seen: std::collections::BTreeSet<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(sources: Sources, problems: &'a mut Problems) -> Self {
        Self {
            sources,
            problems,
            #[cfg(test)]
            seen: std::collections::BTreeSet::new(),
        }
    }

    /// Notes what is wrong about a key's value; the fix is to change it.
    pub(super) fn refuse(&mut self, key: &str, what: impl Into<String>) {
        let fix = format!("ubah di {} atau {}", self.sources.file, variable(key));
        self.problems.add(Problem::new(key, what, fix));
    }

    /// true or false.
    pub(super) fn switch(&mut self, key: &str) -> bool {
        self.value(key).to_bool().unwrap_or_default()
    }

    /// Text, as it is.
    pub(super) fn text(&mut self, key: &str) -> String {
        self.value(key).into_string().unwrap_or_default()
    }

    /// Text that means something; `what` says what is expected.
    pub(super) fn parsed<T>(
        &mut self,
        key: &str,
        fallback: T,
        what: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> T {
        let text = self.text(key);
        parse(text.trim()).unwrap_or_else(|| {
            self.refuse(key, format!("harus {what}, bukan {}", quoted(&text)));
            fallback
        })
    }

    /// A list of such texts. What means nothing is left out.
    pub(super) fn parsed_list<T>(
        &mut self,
        key: &str,
        what: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let items = self.value(key).into_array().unwrap_or_default();
        let mut read = Vec::with_capacity(items.len());
        for text in items.into_iter().filter_map(Value::into_string) {
            match parse(text.trim()) {
                Some(item) => read.push(item),
                None => self.refuse(key, format!("harus {what}, bukan {}", quoted(&text))),
            }
        }
        read
    }

    /// A rate: more than 0 and at most `most`; fractions are fine.
    pub(super) fn rate(&mut self, key: &str, most: f64) -> f64 {
        let number = self.number(key);
        let rate = as_f64(number);
        if rate > 0.0 && rate <= most {
            return rate;
        }
        let bound = if rate > most {
            format!("paling banyak {most}")
        } else {
            "lebih besar dari 0".to_owned()
        };
        self.refuse(key, format!("harus {bound}, bukan \"{rate}\""));
        most
    }

    /// A whole number in a range.
    pub(super) fn whole(&mut self, key: &str, range: RangeInclusive<u32>) -> u32 {
        let number = self.number(key);
        let whole = number
            .to_u128()
            .and_then(|number| u32::try_from(number).ok())
            .or_else(|| number.to_i128().and_then(|number| number.try_into().ok()))
            .filter(|number| range.contains(number));
        whole.unwrap_or_else(|| {
            let (least, most) = (range.start(), range.end());
            let given = as_f64(number);
            self.refuse(
                key,
                format!("harus bilangan bulat {least} sampai {most}, bukan \"{given}\""),
            );
            *least
        })
    }

    /// A duration in a range.
    pub(super) fn duration(&mut self, key: &str, range: RangeInclusive<Duration>) -> Duration {
        let text = self.text(key);
        self.one_duration(key, &text, &range)
    }

    /// A list of durations, each in a range.
    pub(super) fn durations(
        &mut self,
        key: &str,
        range: RangeInclusive<Duration>,
    ) -> Vec<Duration> {
        let items = self.value(key).into_array().unwrap_or_default();
        items
            .into_iter()
            .filter_map(Value::into_string)
            .map(|text| self.one_duration(key, &text, &range))
            .collect()
    }

    fn one_duration(
        &mut self,
        key: &str,
        text: &str,
        range: &RangeInclusive<Duration>,
    ) -> Duration {
        let given = quoted(text);
        match duration::parse(text) {
            Some(duration) if range.contains(&duration) => return duration,
            Some(_) => {
                let least = duration::write(*range.start());
                let most = duration::write(*range.end());
                self.refuse(key, format!("harus {least} sampai {most}, bukan {given}"));
            }
            None => {
                let form = duration::FORM;
                self.refuse(
                    key,
                    format!("harus lama waktu seperti {form}, bukan {given}"),
                );
            }
        }
        *range.start()
    }

    fn number(&mut self, key: &str) -> Num {
        self.value(key).to_num().unwrap_or(Num::U8(0))
    }

    fn value(&mut self, key: &str) -> Value {
        #[cfg(test)]
        self.seen.insert(key.to_owned());
        self.sources
            .tree
            .find_ref(key)
            .cloned()
            .expect("every key that is read stands in the embedded defaults; a test reads all")
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "settings are far below where an integer has no exact float"
)]
fn as_f64(number: Num) -> f64 {
    match number {
        Num::F32(number) => f64::from(number),
        Num::F64(number) => number,
        number => number
            .to_u128()
            .map(|number| number as f64)
            .or_else(|| number.to_i128().map(|number| number as f64))
            .unwrap_or(f64::NAN),
    }
}
