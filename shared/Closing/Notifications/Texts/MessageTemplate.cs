namespace Bookseal.Closing.Notifications.Texts;

/// <summary>
/// A template of a body and, where its first line is <c>Subject: ...</c>, of a subject. The two are parted before
/// anything is filled in: no value can end the one and begin the other.
/// </summary>
internal sealed record MessageTemplate(LiquidText? Subject, LiquidText Body)
{
    private const string SubjectMark = "Subject:";

    /// <summary><c>TEMPLATE_INVALID</c>.</summary>
    public static Result<MessageTemplate> Parse(string source)
    {
        if (!source.StartsWith(SubjectMark, StringComparison.Ordinal))
            return LiquidText.Parse(source).Map(body => new MessageTemplate(null, body));
        var end = source.IndexOf('\n', StringComparison.Ordinal) is var at and >= 0 ? at : source.Length;
        return LiquidText
            .Parse(source[SubjectMark.Length..end])
            .Then(subject =>
                LiquidText.Parse(source[end..].TrimStart('\r', '\n')).Map(body => new MessageTemplate(subject, body))
            );
    }

    /// <inheritdoc cref="LiquidText.RenderAsync"/>
    public async Task<Result<(string? Subject, string Body)>> RenderAsync(JsonObject values, bool isHtml)
    {
        var subject = (string?)null;
        if (Subject is not null)
        {
            if (!(await Subject.RenderAsync(values, isHtml: false)).TryGet(out subject, out var fault))
                return fault;
        }

        return (await Body.RenderAsync(values, isHtml)).Map(body => (subject, body));
    }
}
