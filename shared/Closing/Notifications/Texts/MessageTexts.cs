using Bookseal.Books.Notifications;

namespace Bookseal.Closing.Notifications.Texts;

/// <summary>The texts of one message.</summary>
public sealed record MessageText(string Subject, string Text, string Html);

/// <summary>
/// Makes texts of values, for one pass: templates are read once. What was wrong with a company's own templates is in
/// <see cref="Problems"/>.
/// </summary>
public sealed class MessageTexts(TemplateFolder templates)
{
    private readonly Dictionary<string, MessageTemplate?> _own = new(StringComparer.Ordinal);
    private readonly List<Fault> _problems = [];

    /// <summary>One of each template at most.</summary>
    public IReadOnlyList<Fault> Problems => _problems;

    public Task<MessageText> OfAsync(NoticeKind kind, JsonObject values, CancellationToken cancel) =>
        OfAsync(kind.Text(), values, cancel);

    /// <summary>
    /// Several in one. Where they are too long together, their subjects stand alone: what they are about is known.
    /// </summary>
    public async Task<MessageText> OfDigestAsync(
        IReadOnlyList<MessageText> texts,
        JsonObject values,
        CancellationToken cancel
    )
    {
        var isShort = texts.Sum(text => (long)text.Text.Length + text.Subject.Length * 2) < Limits.MessageTextBytes / 8;
        var items = texts.Select(text => JsonObject.Of(("subject", text.Subject), ("text", isShort ? text.Text : "")));
        return await OfAsync("digest", values.With("count", texts.Count).With("items", new JsonArray(items)), cancel);
    }

    private async Task<MessageText> OfAsync(string name, JsonObject values, CancellationToken cancel)
    {
        var (subject, text) = await RenderAsync($"{name}.txt.liquid", values, isHtml: false, cancel);
        var (_, html) = await RenderAsync($"{name}.html.liquid", values, isHtml: true, cancel);
        return new(SubjectOf(subject ?? name), text, html);
    }

    private async Task<(string? Subject, string Body)> RenderAsync(
        string name,
        JsonObject values,
        bool isHtml,
        CancellationToken cancel
    )
    {
        if (await OwnAsync(name, cancel) is { } own)
        {
            var rendered = await own.RenderAsync(values, isHtml);
            if (rendered.IsOk)
                return rendered.Value;
            Report(name, rendered.Fault);
        }

        var builtIn = await MessageTemplate.Parse(TemplateFolder.BuiltIn(name)).Value.RenderAsync(values, isHtml);
        return builtIn.IsOk ? builtIn.Value : (null, builtIn.Fault.Code); // values that are longer than any text
    }

    private async Task<MessageTemplate?> OwnAsync(string name, CancellationToken cancel)
    {
        if (_own.TryGetValue(name, out var known))
            return known;
        MessageTemplate? own = null;
        if (await templates.FindAsync(name, cancel) is { } found)
        {
            var parsed = found.Then(MessageTemplate.Parse);
            own = parsed.IsOk ? parsed.Value : null;
            if (!parsed.IsOk)
                Report(name, parsed.Fault);
        }

        return _own[name] = own;
    }

    private void Report(string name, Fault fault)
    {
        _own[name] = null;
        _problems.Add(
            fault with
            {
                Message = $"{fault.Message}; the built-in text is used instead",
                Where = fault.Where ?? name,
            }
        );
    }

    /// <summary>It becomes a header: one line of letters that can be seen.</summary>
    private static string SubjectOf(string text)
    {
        var shown = VisibleText.Of(text.Trim());
        return shown.Length <= Limits.SubjectCharacters
            ? shown
            : VisibleText.Cut(shown, Limits.SubjectCharacters - 1) + "…";
    }
}
