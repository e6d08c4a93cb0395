//! The conversation with one editor. Messages are taken in order; whatever they make stale is checked when none waits, so
//! that only what stands now is ever looked at. A request that the editor has given up meanwhile is not worked on. Start at
//! [`serve`].

use super::documents::{Document, Overlay};
use super::space::{Data, Space, read, rules_file};
use super::{Ended, Host, actions, completion, hints, hover, navigate, position, rename, symbols, uri};
use crate::diagnostics::{Language, Phrase, said};
use crate::syntax;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, CompletionOptions,
    CompletionParams, DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentFormattingParams, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, HoverParams, HoverProviderCapability, InitializeParams, InitializeResult, InlayHintParams,
    OneOf, PublishDiagnosticsParams, ReferenceParams, RenameOptions, RenameParams, ServerCapabilities, ServerInfo,
    TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri, WorkspaceFolder,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long nobody must have typed before data are read again.
const IDLE: Duration = Duration::from_millis(200);

/// What the server waits for.
enum Event {
    Message(Message),
    /// Something that is no message; answered, then read past.
    Unreadable(String),
    /// The data of a workspace were read; none where that went wrong.
    Read(PathBuf, Option<Box<Data>>),
    /// The editor has nothing more to say.
    End,
}

/// Answers an editor until it leaves.
///
/// # Errors
/// When the editor cannot be written to.
pub fn serve(host: &dyn Host, mut input: impl BufRead + Send + 'static, output: &mut dyn Write) -> io::Result<Ended> {
    let (sender, receiver) = channel();
    let events = sender.clone();
    // Ends with the input, or with the first message that nobody takes any more.
    thread::spawn(move || {
        while let Some(event) = next(&mut input)
            && events.send(event).is_ok()
        {}
    });
    let mut server = Server {
        host,
        output,
        sender,
        spaces: BTreeMap::new(),
        files: BTreeMap::new(),
        given_up: BTreeSet::new(),
        changed_at: Instant::now(),
        asks_to_watch: false,
        stage: Stage::Waiting,
    };
    server.run(&receiver)
}

/// The next thing an editor says; none after its end.
fn next(input: &mut impl BufRead) -> Option<Event> {
    match read_message(input) {
        Ok(Some(message)) => Some(Event::Message(message)),
        Ok(None) => Some(Event::End),
        // What was announced has been read, so the next message starts where it should.
        Err(e) if e.kind() == ErrorKind::InvalidData => Some(Event::Unreadable(e.to_string())),
        Err(_) => Some(Event::End),
    }
}

/// The next message. Its length is only announced, so no more room is taken for it than what arrives.
fn read_message(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let (mut header, mut length) = (String::new(), 0);
    while !header.ends_with("\r\n\r\n") && header != "\r\n" {
        let from = header.len();
        if input.read_line(&mut header)? == 0 {
            return Ok(None);
        }
        let Some(line) = header[from..].strip_suffix("\r\n") else { break };
        match line.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("Content-Length") => match value.parse() {
                Ok(number) => length = number,
                Err(_) => break,
            },
            None if !line.is_empty() => break,
            _ => {}
        }
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(None);
    }
    Message::read(&mut header.as_bytes().chain(body.as_slice()))
}

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Working,
    ShutDown,
}

/// Why a request has no answer.
struct Refusal {
    code: ErrorCode,
    message: Phrase,
}

type Answer = Result<Value, Refusal>;

struct Server<'h> {
    host: &'h dyn Host,
    output: &'h mut dyn Write,
    sender: Sender<Event>,
    /// By root; a document without a workspace by its own address.
    spaces: BTreeMap<PathBuf, Space>,
    /// Which space an open document is in, and what it is called there, by its address.
    files: BTreeMap<String, (PathBuf, String)>,
    given_up: BTreeSet<RequestId>,
    /// When something was last changed; questions between do not put off what is to be read.
    changed_at: Instant,
    /// The editor watches files for whoever asks it to.
    asks_to_watch: bool,
    stage: Stage,
}

impl Server<'_> {
    fn run(&mut self, events: &Receiver<Event>) -> io::Result<Ended> {
        let mut waiting: VecDeque<Event> = VecDeque::new();
        loop {
            // Everything that was said meanwhile is known before anything is done about it.
            waiting.extend(events.try_iter());
            self.note_given_up(&waiting);
            let event = match waiting.pop_front() {
                Some(event) => event,
                None => {
                    // Whatever was given up is answered.
                    self.given_up.clear();
                    self.tell()?;
                    let Some(event) = self.wait(events) else { continue };
                    event
                }
            };
            match event {
                Event::Message(Message::Request(request)) => self.request(request)?,
                Event::Message(Message::Notification(n)) if n.method == "exit" => {
                    return Ok(if self.stage == Stage::ShutDown { Ended::Properly } else { Ended::Abruptly });
                }
                Event::Message(Message::Notification(notification)) => self.notification(notification),
                Event::Message(Message::Response(_)) => {}
                Event::Unreadable(why) => self.unreadable(&why)?,
                Event::Read(root, data) => self.take(&root, data),
                Event::End => return Ok(Ended::Abruptly),
            }
        }
    }

    fn note_given_up(&mut self, waiting: &VecDeque<Event>) {
        for event in waiting {
            if let Event::Message(Message::Notification(n)) = event
                && n.method == "$/cancelRequest"
                && let Some(id) = n.params.get("id")
                && let Ok(id) = serde_json::from_value(id.clone())
            {
                self.given_up.insert(id);
            }
        }
    }

    /// Waits for something to do; starts reading data when nothing comes.
    fn wait(&mut self, events: &Receiver<Event>) -> Option<Event> {
        let to_read = |s: &Space| !s.is_read() && s.reading.is_none();
        if !self.spaces.values().any(to_read) {
            return Some(events.recv().unwrap_or(Event::End));
        }
        match events.recv_timeout(IDLE.saturating_sub(self.changed_at.elapsed())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Disconnected) => Some(Event::End),
            Err(RecvTimeoutError::Timeout) => {
                for (root, space) in self.spaces.iter_mut().filter(|(_, s)| to_read(s)) {
                    space.reading = Some(space.revision);
                    start_reading(root.clone(), space.files(), space.revision, self.sender.clone());
                }
                None
            }
        }
    }

    fn take(&mut self, root: &Path, data: Option<Box<Data>>) {
        let Some(space) = self.spaces.get_mut(root) else { return };
        space.reading = None;
        if let Some(data) = data {
            space.take(*data);
        }
    }

    /// Tells the editor what is new about every workspace.
    fn tell(&mut self) -> io::Result<()> {
        let mut news = Vec::new();
        for space in self.spaces.values_mut() {
            news.extend(space.news());
        }
        for (uri, version, diagnostics) in news {
            let params = PublishDiagnosticsParams { uri, diagnostics, version };
            self.send(&Notification::new("textDocument/publishDiagnostics".to_owned(), params).into())?;
        }
        Ok(())
    }

    fn send(&mut self, message: &Message) -> io::Result<()> {
        message.write(&mut self.output)
    }

    fn unreadable(&mut self, why: &str) -> io::Result<()> {
        // Without an id, which could not be read, the answer names none.
        let why = why.chars().take(200).collect::<String>();
        let message = said!("This is no message: {why}", "To nie jest komunikat protokołu: {why}", why = why);
        let message = message.in_language(self.language(None));
        let body = serde_json::json!({
            "jsonrpc": "2.0", "id": null,
            "error": {"code": ErrorCode::ParseError as i32, "message": message},
        });
        let body = body.to_string();
        write!(self.output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.output.flush()
    }

    fn request(&mut self, request: Request) -> io::Result<()> {
        let Request { id, method, params } = request;
        let about = params.pointer("/textDocument/uri").and_then(Value::as_str).map(str::to_owned);
        let answer = if self.given_up.remove(&id) {
            refuse(ErrorCode::RequestCanceled, said!("The request was given up.", "Zapytanie wycofano."))
        } else {
            // What goes wrong with one request must not end the session.
            catch_unwind(AssertUnwindSafe(|| self.answer(&method, params))).unwrap_or_else(|_| {
                refuse(ErrorCode::InternalError, said!("This could not be worked out.", "Nie udało się tego ustalić."))
            })
        };
        let response = match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(Refusal { code, message }) => {
                Response::new_err(id, code as i32, message.in_language(self.language(about.as_deref())))
            }
        };
        self.send(&response.into())
    }

    /// The language of a document's workspace, without one of any that is open, as far as it is known.
    fn language(&self, document: Option<&str>) -> Language {
        let space = document.and_then(|uri| self.spaces.get(&self.files.get(uri)?.0));
        let spoken = space.and_then(Space::spoken).or_else(|| self.spaces.values().find_map(Space::spoken));
        spoken.or_else(|| self.host.language()).unwrap_or_default()
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match (self.stage, method) {
            (Stage::Waiting, "initialize") => self.initialize(params),
            (Stage::Waiting, _) => refuse(
                ErrorCode::ServerNotInitialized,
                said!("The first request is `initialize`.", "Pierwszym zapytaniem jest `initialize`."),
            ),
            (Stage::ShutDown, _) => {
                refuse(ErrorCode::InvalidRequest, said!("The session was shut down.", "Sesja jest zamknięta."))
            }
            (Stage::Working, "initialize") => {
                refuse(ErrorCode::InvalidRequest, said!("The session has begun already.", "Sesja już trwa."))
            }
            (Stage::Working, "shutdown") => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            (Stage::Working, _) => self.question(method, params),
        }
    }

    fn question(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "textDocument/documentSymbol" => {
                let params: DocumentSymbolParams = read_params(params)?;
                self.about(&params.text_document.uri, |space, name| {
                    let rules = space.rules();
                    let source = rules_file(&rules, name)?;
                    Some(DocumentSymbolResponse::Nested(symbols::symbols(source)))
                })
            }
            "textDocument/formatting" => {
                let params: DocumentFormattingParams = read_params(params)?;
                self.about(&params.text_document.uri, |space, name| {
                    let rules = space.rules();
                    Some(formatted(rules_file(&rules, name)?))
                })
            }
            "textDocument/codeAction" => {
                let CodeActionParams { text_document, range, .. } = read_params(params)?;
                self.about(&text_document.uri, |space, name| {
                    Some(actions::actions(space, name, &text_document.uri, range))
                })
            }
            "textDocument/completion" => {
                let CompletionParams { text_document_position: at, .. } = read_params(params)?;
                self.about(&at.text_document.uri, |space, name| completion::completion(space, name, at.position))
            }
            "textDocument/hover" => {
                let HoverParams { text_document_position_params: at, .. } = read_params(params)?;
                self.about(&at.text_document.uri, |space, name| hover::hover(space, name, at.position))
            }
            "textDocument/definition" => {
                let GotoDefinitionParams { text_document_position_params: at, .. } = read_params(params)?;
                self.about(&at.text_document.uri, |space, name| navigate::definition(space, name, at.position))
            }
            "textDocument/references" => {
                let ReferenceParams { text_document_position: at, context, .. } = read_params(params)?;
                self.about(&at.text_document.uri, |space, name| {
                    navigate::references(space, name, at.position, context.include_declaration)
                })
            }
            "textDocument/prepareRename" => {
                let at: TextDocumentPositionParams = read_params(params)?;
                self.unless_refused(&at.text_document.uri, |space, name| rename::prepare(space, name, at.position))
            }
            "textDocument/rename" => {
                let RenameParams { text_document_position: at, new_name, .. } = read_params(params)?;
                self.unless_refused(&at.text_document.uri, |space, name| {
                    rename::rename(space, name, at.position, new_name.trim())
                })
            }
            "textDocument/inlayHint" => {
                let InlayHintParams { text_document, range, .. } = read_params(params)?;
                self.about(&text_document.uri, |space, name| hints::hints(space, name, range))
            }
            _ => refuse(
                ErrorCode::MethodNotFound,
                said!(
                    "`{method}` is nothing that kam answers.",
                    "kam nie odpowiada na `{method}`.",
                    method = Phrase::quote(method)
                ),
            ),
        }
    }

    /// Answers about an open document; `null` about any other.
    fn about<R: Serialize>(&mut self, uri: &Uri, answer: impl FnOnce(&mut Space, &str) -> Option<R>) -> Answer {
        let found = self.files.get(uri.as_str()).and_then(|(root, name)| Some((self.spaces.get_mut(root)?, name)));
        match found.and_then(|(space, name)| answer(space, name)) {
            Some(answer) => serde_json::to_value(answer).or_else(|e| not_written(&e)),
            None => Ok(Value::Null),
        }
    }

    /// Answers about an open document, or says why not.
    fn unless_refused<R: Serialize>(
        &mut self,
        uri: &Uri,
        answer: impl FnOnce(&mut Space, &str) -> Result<R, String>,
    ) -> Answer {
        let mut refused = None;
        let answered = self.about(uri, |space, name| answer(space, name).map_err(|why| refused = Some(why)).ok());
        match refused {
            Some(why) => refuse(ErrorCode::RequestFailed, why),
            None => answered,
        }
    }

    fn initialize(&mut self, params: Value) -> Answer {
        let params: InitializeParams = read_params(params)?;
        let watched = params.capabilities.workspace.and_then(|w| w.did_change_watched_files);
        self.asks_to_watch = watched.and_then(|w| w.dynamic_registration) == Some(true);
        self.folders(params.workspace_folders.unwrap_or_default());
        self.stage = Stage::Working;
        let info = ServerInfo { name: "kam".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
        let result = InitializeResult { capabilities: capabilities(), server_info: Some(info) };
        serde_json::to_value(result).or_else(|e| not_written(&e))
    }

    /// Takes folders of the editor; a workspace is told about as a whole even before a file of it is opened.
    fn folders(&mut self, folders: Vec<WorkspaceFolder>) {
        for path in folders.iter().filter_map(|folder| uri::path(&folder.uri)) {
            if self.host.workspace_of(&path.join("kam.yaml")).as_ref() == Some(&path) {
                self.space(&path);
            }
        }
    }

    /// Folders came and went; a workspace stays for as long as a file of it is open.
    fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) {
        for path in params.event.removed.iter().filter_map(|folder| uri::path(&folder.uri)) {
            if self.files.values().all(|(root, _)| *root != path) {
                self.forget(&path);
            }
        }
        self.folders(params.event.added);
    }

    /// Asks to be told when files change on disk, where the editor has to be asked.
    fn ask_to_watch(&mut self) {
        if !self.asks_to_watch {
            return;
        }
        let options = serde_json::json!({ "watchers": [{ "globPattern": "**/*.{kam,yaml,yml,csv,md,snap}" }] });
        let registration = serde_json::json!({
            "registrations": [{
                "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": options,
            }],
        });
        let id = RequestId::from("watch".to_owned());
        let request = Request::new(id, "client/registerCapability".to_owned(), registration);
        // An editor that cannot be written to is noticed at the next answer.
        let _ = self.send(&request.into());
    }

    /// Files changed on disk, perhaps by another program: everything is read again, and a document whose kam.yaml came or
    /// went belongs elsewhere.
    fn changed_outside(&mut self) {
        self.spaces.values_mut().for_each(Space::stale);
        let moved = self.files.iter().filter_map(|(uri, (key, _))| {
            let path = uri::path(&uri.parse().ok()?)?;
            let root = self.host.workspace_of(&path).unwrap_or_else(|| PathBuf::from(uri));
            (root != *key).then(|| uri.clone())
        });
        for uri in moved.collect::<Vec<_>>() {
            if let Some(document) = self.files.get(&uri).and_then(|(key, name)| self.spaces.get(key)?.document(name)) {
                self.close(&uri);
                self.open(document);
            }
        }
        let gone = self.spaces.keys().filter(|root| {
            self.host.workspace_of(&root.join("kam.yaml")).as_ref() != Some(root)
                && self.files.values().all(|(key, _)| key != *root)
        });
        for root in gone.cloned().collect::<Vec<_>>() {
            self.forget(&root);
        }
    }

    /// Closes a workspace.
    fn forget(&mut self, root: &Path) {
        if let Some(space) = self.spaces.remove(root) {
            space.told().into_iter().for_each(|uri| self.clear(uri));
        }
    }

    /// The space of a workspace, opened if need be; whether there is one.
    fn space(&mut self, root: &Path) -> bool {
        if !self.spaces.contains_key(root)
            && let Some(files) = self.host.files(root)
        {
            self.spaces.insert(root.to_owned(), Space::new(root, files, self.host.language()));
        }
        self.spaces.contains_key(root)
    }

    /// Notifications have no answer, so one that cannot be read is passed over.
    fn notification(&mut self, notification: Notification) {
        if self.stage != Stage::Working {
            return;
        }
        let Notification { method, params } = notification;
        if method.starts_with("textDocument/did") {
            self.changed_at = Instant::now();
        }
        let changed = catch_unwind(AssertUnwindSafe(|| match method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(params) = read_params(params) {
                    self.opened(params);
                }
            }
            "textDocument/didChange" => {
                if let Ok(params) = read_params(params) {
                    self.changed(params);
                }
            }
            "textDocument/didClose" => {
                if let Ok(params) = read_params(params) {
                    self.closed(params);
                }
            }
            "initialized" => self.ask_to_watch(),
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.changed_outside(),
            "workspace/didChangeWorkspaceFolders" => {
                if let Ok(params) = read_params(params) {
                    self.folders_changed(params);
                }
            }
            _ => {}
        }));
        // A change that went wrong leaves a document that is not the editor's; it is told anew when it is opened again.
        if changed.is_err() {
            self.spaces.values_mut().for_each(Space::stale);
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let opened = params.text_document;
        self.open(Document { uri: opened.uri, version: opened.version, text: opened.text });
    }

    fn open(&mut self, opened: Document) {
        let path = uri::path(&opened.uri);
        let root = path.as_ref().and_then(|p| self.host.workspace_of(p)).filter(|root| self.space(root));
        let key = root.unwrap_or_else(|| {
            let key = PathBuf::from(opened.uri.as_str());
            self.spaces.entry(key.clone()).or_insert_with(|| Space::lone(self.host.language()));
            key
        });
        let Some(space) = self.spaces.get_mut(&key) else { return };
        let Some(name) = space.name_of(path.as_deref().unwrap_or(Path::new(""))) else { return };
        self.files.insert(opened.uri.as_str().to_owned(), (key, name.clone()));
        space.open(name, opened);
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let Some((root, name)) = self.files.get(params.text_document.uri.as_str()) else { return };
        let Some(document) = self.spaces.get_mut(root).and_then(|s| s.changed(name)) else { return };
        document.version = params.text_document.version;
        params.content_changes.into_iter().for_each(|change| document.change(change));
    }

    fn closed(&mut self, params: DidCloseTextDocumentParams) {
        self.close(params.text_document.uri.as_str());
    }

    fn close(&mut self, uri: &str) {
        let Some((root, name)) = self.files.remove(uri) else { return };
        let Some(space) = self.spaces.get_mut(&root) else { return };
        space.close(&name);
        if space.is_lone() {
            self.spaces.remove(&root);
            uri.parse().into_iter().for_each(|uri| self.clear(uri));
        }
    }

    /// Takes back what the editor was told about a file.
    fn clear(&mut self, uri: Uri) {
        let cleared = PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None };
        let message = Notification::new("textDocument/publishDiagnostics".to_owned(), cleared);
        // An editor that cannot be written to is noticed at the next answer.
        let _ = self.send(&message.into());
    }
}

fn refuse<T>(code: ErrorCode, message: impl Into<Phrase>) -> Result<T, Refusal> {
    Err(Refusal { code, message: message.into() })
}

fn not_written<T>(error: &serde_json::Error) -> Result<T, Refusal> {
    let why = error.to_string();
    let said = said!("This could not be written down: {why}", "Nie udało się tego zapisać: {why}", why = why);
    refuse(ErrorCode::InternalError, said)
}

fn read_params<P: DeserializeOwned>(params: Value) -> Result<P, Refusal> {
    serde_json::from_value(params).or_else(|e| {
        let why = e.to_string();
        let said = said!("These parameters cannot be read: {why}", "Nie można odczytać parametrów: {why}", why = why);
        refuse(ErrorCode::InvalidParams, said)
    })
}

/// Reads the data of a workspace on a thread of their own.
fn start_reading(root: PathBuf, files: Overlay, revision: u64, sender: Sender<Event>) {
    thread::spawn(move || {
        let data = catch_unwind(AssertUnwindSafe(|| read(&files, revision))).ok();
        // Nobody waits any more when the session has ended.
        let _ = sender.send(Event::Read(root, data.map(Box::new)));
    });
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(lsp_types::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(lsp_types::TextDocumentSyncSaveOptions::Supported(true)),
            ..Default::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([".", " ", "|"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp_types::WorkDoneProgressOptions::default(),
        })),
        inlay_hint_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// The changes that lay out a file as `kam fmt` does.
fn formatted(source: &crate::diagnostics::SourceFile) -> Vec<TextEdit> {
    let new_text = syntax::format(source).text;
    if new_text == source.text {
        return Vec::new();
    }
    vec![TextEdit { range: position::whole(&source.text), new_text }]
}
