//! The components: props in, markup out. They know Yew; only `app` uses the browser's edge in `web`.
#![allow(missing_docs, reason = "the component macro writes undocumented types beside each component")]
