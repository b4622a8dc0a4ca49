//! The report as a page: one file that needs nothing else, to be kept with the incident's papers.

use super::{DeviceShare, RefillReport, moment};
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #767676}\
    td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}.away{font-weight:700}\
    th{overflow-wrap:break-word}td,p{overflow-wrap:anywhere}@media(max-width:40rem){table,tbody,tr,td,th{display:block}thead{display:none}\
    tr{border-bottom:2px solid #767676}tbody th,td,td.number{border:0;padding:.1rem 0;text-align:left}\
    td::before{content:attr(data-of) ': '}}";

impl RefillReport {
    /// The report as a page of HTML, for a browser and a printer. It names devices and no patient.
    pub fn page(&self) -> String {
        let (away, silent) = (self.away(), self.silent().count());
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width";
                    title { "What came back" }
                    style { (STYLE) }
                }
                body { main {
                    h1 { "What came back since the server was put back" }
                    p { "Since " (moment(self.since)) "; made at " (moment(self.now)) "." }
                    p {
                        strong { (self.brought_back) } " entries were brought back into " (self.logs) " logs, and "
                        strong { (self.new) } " are new."
                        @if self.unread > 0 { " " (self.unread) " more are a newer version's; they are in their logs as they came." }
                    }
                    p.away[away > 0] {
                        @if away > 0 {
                            (away) " entries are known to be away still: another entry of the same device, written later, has come."
                        } @else { "No entry is known to be away. What a device wrote after the last that came, nobody here can know." }
                    }
                    p.away[silent > 0] {
                        @if silent > 0 { (silent) " devices in use have brought nothing since. Switch them on near the server." }
                        @else { "Every device in use has been here since." }
                    }
                    table {
                        thead { tr {
                            th scope="col" { "Device" } th.number scope="col" { "Brought back" }
                            th scope="col" { "Last brought anything" } th.number scope="col" { "Of its own, away still" }
                        } }
                        tbody { @for share in &self.devices { (row(share)) } }
                    }
                } }
            }
        };
        page.into_string()
    }
}

fn row(share: &DeviceShare) -> Markup {
    let last = share.last_at.map_or_else(|| "nothing since".to_owned(), moment);
    html! {
        tr {
            th scope="row" { (share.label) @if share.revoked { " (withdrawn from use)" } }
            td.number data-of="Brought back" { (share.brought_back) }
            td data-of="Last brought anything" { (last) }
            td.number.away[share.away > 0] data-of="Of its own, away still" { (share.away) }
        }
    }
}
