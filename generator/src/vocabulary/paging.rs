//! Names by which parameters and fields page long lists.

/// Names of parameters that hold the number of a page; without hyphens and underscores, lower case, as all names here.
pub const PAGES: &[&str] = &["pagenumber", "pageno", "pagenum", "pageindex", "currentpage", "page"];

/// Names of tokens that ask for the next part.
pub const TOKENS: &[&str] =
    &["nexttoken", "nextpagetoken", "pagetoken", "marker", "nextmarker", "cursor", "nextcursor"];

/// Names of parameters that say how many items to skip.
pub const OFFSETS: &[&str] = &["offset", "start", "skip"];

/// Names of parameters that say how many items a page has, the usual ones first.
pub const SIZES: &[&str] = &["pagesize", "size", "limit"];

/// Names of parameters that say how many items come beside a token or after an offset, the usual ones first.
pub const LIMITS: &[&str] = &["maxresults", "maxitems", "limit", "pagesize", "size", "length"];

/// Names of fields that page a list and mean nothing else: where one stands, the others do.
pub const TOGETHER: &[&str] = &[
    "pagenumber",
    "pageno",
    "pagenum",
    "currentpage",
    "pagesize",
    "nexttoken",
    "maxresults",
    "limit",
    "totalcount",
    "totalnum",
    "totalnumber",
    "totalrecordcount",
];

/// Names of counts of all items, the surest first.
pub const TOTALS: &[&str] = &[
    "totalcount",
    "total",
    "totalnumber",
    "totalnum",
    "totalcnt",
    "totalrecordcount",
    "totalrecordnum",
    "totalrecords",
    "totalitems",
    "totalitemnum",
    "totalitemcount",
    "totalrows",
    "totalelements",
    "totalsize",
    "xtotalcount",
];
