using System.Text;
using Bookseal.Books.Notifications;
using Bookseal.Closing.Notifications.Texts;
using Bookseal.Evidence;
using Bookseal.Evidence.Json;

namespace Bookseal.Closing.Tests.Notifications;

public sealed class MessageTextTests : IDisposable
{
    private const string TextName = "daily_progress.txt.liquid";
    private const string HtmlName = "daily_progress.html.liquid";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookseal-templates-");

    private static readonly JsonObject Values = JsonObject.Of(
        ("blocked_count", 1),
        (
            "blocked_tasks",
            new JsonArray([JsonObject.Of(("name", "Bank <reconciliation>"), ("reason", "no \"statement\" & more"))])
        ),
        ("business_day", 3),
        ("completed_count", 4),
        ("completion_percent", 20),
        ("dashboard_url", "https://books.example/periods/2026-01"),
        ("in_progress_count", 2),
        ("period", "2026-01"),
        ("recipient_name", "Olga"),
        ("status", "in_progress"),
        ("target_days", 5),
        ("total_count", 20)
    );

    [Fact]
    public async Task Text_OfTheBuiltInTemplates_SaysWhatThereIs()
    {
        var (text, problems) = await WriteAsync();
        Assert.Empty(problems);
        Assert.Equal("2026-01 Close Progress: 20% Complete", text.Subject);
        Assert.Equal(
            """
            Close Status: in_progress
            Day: 3/5

            Completed: 4/20 tasks
            In Progress: 2
            Blocked: 1

            Blocked Tasks:
            - Bank <reconciliation>: no "statement" & more

            View full status: https://books.example/periods/2026-01

            """.ReplaceLineEndings("\n"),
            text.Text
        );
        Assert.Contains(
            "<li>Bank &lt;reconciliation&gt;: no &quot;statement&quot; &amp; more</li>",
            text.Html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Text_OfEveryKind_IsBuiltInAndNamesItsPeriod()
    {
        foreach (var kind in NoticeKinds.All)
        {
            var texts = new MessageTexts(new([]));
            var text = await texts.OfAsync(kind, JsonObject.Of(("period", "2026-01")), default);
            Assert.Empty(texts.Problems);
            Assert.Contains("2026-01", text.Subject + text.Text, StringComparison.Ordinal);
            Assert.StartsWith("<!doctype html>", text.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", text.Text + text.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_OfACompanysOwnTemplate_TakesTheFirstFolderThatHasOne()
    {
        Write(TextName, "Subject: {{ period | upcase }}\n\nHello {{ recipient_name }}.\n");
        var (text, problems) = await WriteAsync();
        Assert.Empty(problems);
        Assert.Equal(("2026-01", "Hello Olga.\n"), (text.Subject, text.Text));
        Assert.Contains("Close Status", text.Html, StringComparison.Ordinal); // that one is built in
    }

    [Theory]
    [InlineData("{% if period %}", "TEMPLATE_INVALID")]
    [InlineData("{{ period", "TEMPLATE_INVALID")]
    [InlineData("{% include 'secrets' %}", "TEMPLATE_INVALID")]
    [InlineData("{% render 'secrets' %}", "TEMPLATE_INVALID")]
    [InlineData("{% assign s = 'a' %}", "TEMPLATE_INVALID")]
    [InlineData("{% capture s %}a{% endcapture %}", "TEMPLATE_INVALID")]
    [InlineData("{% liquid assign s = 'a' %}", "TEMPLATE_INVALID")]
    [InlineData("{% if \"%}{{\" %}{% assign s = 'a' %}{% endif %}", "TEMPLATE_INVALID")]
    [InlineData("{% for i in (1..1000000000) %}a{% endfor %}", "TEMPLATE_INVALID")]
    [InlineData("{{ period | raw }}", "TEMPLATE_FAILED")]
    [InlineData("{{ period | append: period }}", "TEMPLATE_FAILED")]
    [InlineData("{{ period | replace: '0', 'aaaaaaaaaaaaaaaa' }}", "TEMPLATE_FAILED")]
    [InlineData("{{ period | truncate: 9999999999 }}", "TEMPLATE_FAILED")]
    public async Task Text_OfATemplateThatIsBrokenOrHostile_IsTheBuiltInOneAndSaysSo(string source, string code)
    {
        Write(TextName, source);
        Write(HtmlName, source);
        var (text, problems) = await WriteAsync();
        Assert.Equal([code, code], problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.Contains("built-in", problem.Message, StringComparison.Ordinal));
        Assert.Equal("2026-01 Close Progress: 20% Complete", text.Subject);
        Assert.Contains("Close Status", text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfATemplateThatNestsTooDeep_IsRefusedBeforeItIsParsed()
    {
        Write(TextName, string.Concat(Enumerable.Repeat("{% if period %}", 4_000)));
        var (_, problems) = await WriteAsync();
        Assert.Contains("nest at most 20 deep", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfLoopsInLoops_EndsAtTheLimits()
    {
        const string Loop = "{% for a in blocked_tasks %}";
        var many = new JsonArray(Enumerable.Repeat(JsonObject.Of(("name", "n")), 100));
        var source = $"{Loop}{Loop}{Loop}{Loop}x{string.Concat(Enumerable.Repeat("{% endfor %}", 4))}";
        Write(TextName, source);
        var (_, problems) = await WriteAsync(Values.With("blocked_tasks", many));
        Assert.Equal("TEMPLATE_FAILED", Assert.Single(problems).Code);
        Write(TextName, $"{Loop}{new string('x', 60_000)}{{% endfor %}}");
        (_, problems) = await WriteAsync(Values.With("blocked_tasks", many));
        Assert.Equal("TEMPLATE_TOO_LONG", Assert.Single(problems).Code);
    }

    [Fact]
    public async Task Text_OfAFileThatIsNone_IsTheBuiltInOneAndSaysSo()
    {
        Write(TextName, new string('x', Limits.TemplateBytes + 1));
        File.WriteAllBytes(Path.Combine(_folder.FullName, HtmlName), [0xff, 0xfe]);
        var (text, problems) = await WriteAsync();
        Assert.Equal(["TEMPLATE_INVALID", "TEMPLATE_INVALID"], problems.Select(problem => problem.Code));
        Assert.StartsWith("Close Status", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subject_WithLineEndsAndMore_IsOneShortLine()
    {
        var (text, _) = await WriteAsync(
            Values.With("period", "2026-01\r\nBcc: eve@evil.example \u202e" + new string('x', 500))
        );
        Assert.DoesNotContain(text.Subject, char.IsControl);
        Assert.Equal(Limits.SubjectCharacters, text.Subject.Length);
        Assert.DoesNotContain('\u202e', text.Subject);
    }

    [Fact]
    public async Task Text_CutWithinACharacter_HasNoHalfOne()
    {
        Write(TextName, "Subject: {{ period }}\n{{ recipient_name | truncate: 2, '' }}");
        var faces = string.Concat(Enumerable.Repeat("😀", 200));
        var (text, problems) = await WriteAsync(Values.With("period", $"a{faces}").With("recipient_name", $"a{faces}"));
        Assert.Empty(problems);
        Assert.Equal("a\ufffd", text.Text);
        Assert.True(VisibleText.IsVisible(text.Subject), text.Subject);
        Assert.EndsWith("😀…", text.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfATemplateThatIsALink_IsTheBuiltInOneAndSaysSo()
    {
        var secret = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(secret, "s3cret");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, TextName), secret);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, HtmlName), "/nowhere/at/all");
        var (text, problems) = await WriteAsync();
        Assert.Equal(["TEMPLATE_INVALID", "TEMPLATE_INVALID"], problems.Select(problem => problem.Code));
        Assert.DoesNotContain("s3cret", text.Text + text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_OfAFolderThatIsALink_IsTheBuiltInOneAndSaysSo()
    {
        Write(TextName, "of another company");
        var link = Path.Combine(_folder.FullName, "link");
        Directory.CreateSymbolicLink(link, _folder.FullName);
        var texts = new MessageTexts(new([link]));
        Assert.StartsWith("Close Status", (await texts.OfAsync(NoticeKind.DailyProgress, Values, default)).Text);
        Assert.Equal("TEMPLATE_INVALID", Assert.Single(texts.Problems).Code);
    }

    [Fact]
    public async Task Text_OfAFileThatCannotBeRead_IsTheBuiltInOneAndSaysSo()
    {
        var path = Path.Combine(_folder.FullName, TextName);
        await using var locked = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var (text, problems) = await WriteAsync();
        Assert.StartsWith("Close Status", text.Text, StringComparison.Ordinal);
        Assert.Equal("TEMPLATE_INVALID", Assert.Single(problems).Code);
    }

    [Fact]
    public async Task Digest_OfLongTexts_ListsTheirSubjectsAlone()
    {
        var texts = new MessageTexts(new([]));
        var one = new MessageText("One <1>", "text of one\n", "");
        var digest = await texts.OfDigestAsync([one, one], JsonObject.Of(("company", "Acme")), default);
        Assert.Equal("2 notifications of Acme", digest.Subject);
        Assert.Contains("text of one", digest.Text, StringComparison.Ordinal);
        Assert.Contains("<li>One &lt;1&gt;</li>", digest.Html, StringComparison.Ordinal);
        var longer = one with { Text = new string('&', 60_000) };
        digest = await texts.OfDigestAsync([longer, longer], JsonObject.Of(("company", "Acme")), default);
        Assert.DoesNotContain("&&", digest.Text, StringComparison.Ordinal);
        Assert.Contains("- One <1>\n- One <1>\n", digest.Text, StringComparison.Ordinal);
        Assert.Empty(texts.Problems);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string source) =>
        File.WriteAllText(Path.Combine(_folder.FullName, name), source, new UTF8Encoding(false));

    private async Task<(MessageText Text, IReadOnlyList<Fault> Problems)> WriteAsync(JsonObject? values = null)
    {
        var texts = new MessageTexts(new([Path.Combine(_folder.FullName, "none"), _folder.FullName]));
        return (await texts.OfAsync(NoticeKind.DailyProgress, values ?? Values, default), texts.Problems);
    }
}
