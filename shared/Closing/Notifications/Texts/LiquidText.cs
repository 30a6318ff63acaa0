using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace Bookseal.Closing.Notifications.Texts;

/// <summary>
/// A Liquid template and what it may do: see the values that it is given, and no object behind them; filters that make
/// nothing much longer; so many steps and so many bytes.
/// </summary>
internal sealed class LiquidText
{
    public const string Failed = "TEMPLATE_FAILED";
    public const string TooLong = "TEMPLATE_TOO_LONG";

    /// <summary>Neither 'raw', which would undo the encoding, nor what a chain of would fill the memory.</summary>
    private static readonly HashSet<string> Filters =
    [
        "capitalize",
        "default",
        "downcase",
        "first",
        "join",
        "last",
        "size",
        "strip",
        "truncate",
        "upcase",
        "url_encode",
    ];

    private static readonly FluidParser Parser = MakeParser();
    private static readonly TemplateOptions Options = MakeOptions();
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly IFluidTemplate _template;

    private LiquidText(IFluidTemplate template) => _template = template;

    /// <summary><c>TEMPLATE_INVALID</c>, with line and reason.</summary>
    public static Result<LiquidText> Parse(string source)
    {
        if (TemplateCheck.Check(source) is { } fault)
            return fault;
        return Parser.TryParse(source, out var template, out var error)
            ? new LiquidText(template)
            : new Fault(TemplateCheck.Invalid, error.Split('\n')[0].Trim());
    }

    /// <summary><c>TEMPLATE_FAILED</c>, <c>TEMPLATE_TOO_LONG</c>.</summary>
    public async Task<Result<string>> RenderAsync(JsonObject values, bool isHtml)
    {
        var context = new TemplateContext(Options);
        foreach (var (name, value) in values.Members)
            context.SetValue(name, ToFluid(value));
        await using var output = new BoundedWriter(Limits.MessageTextBytes);
        try
        {
            await _template.RenderAsync(output, isHtml ? Html : NullEncoder.Default, context);
            return Whole(output.ToString());
        }
        catch (OutputFullException)
        {
            return new Fault(TooLong, $"the text is over {Limits.MessageTextBytes} bytes");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever a filter is given, such as a length that no number has: the template is at fault.
            return new Fault(Failed, VisibleText.Of(e.Message));
        }
    }

    /// <summary>A filter may cut between the halves of a character; half a one goes into no message.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static FluidParser MakeParser()
    {
        var parser = new FluidParser();
        foreach (var name in parser.RegisteredTags.Keys.Except(TemplateCheck.Tags).ToList())
            parser.RegisteredTags.Remove(name);
        return parser;
    }

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            MaxRecursion = Limits.TemplateDepth,
            MaxSteps = Limits.TemplateSteps,
            StrictFilters = true,
        };
        foreach (var name in options.Filters.Select(filter => filter.Key).ToList())
            if (!Filters.Contains(name))
                options.Filters.Remove(name);
        return options;
    }

    private static FluidValue ToFluid(JsonValue value) =>
        value switch
        {
            JsonString text => new StringValue(text.Value),
            JsonNumber number => NumberValue.Create((decimal)number.Value),
            JsonBoolean flag => BooleanValue.Create(flag.Value),
            JsonArray items => new ArrayValue([.. items.Items.Select(ToFluid)]),
            JsonObject members => new DictionaryValue(
                new FluidValueDictionaryFluidIndexable(
                    members.Members.ToDictionary(member => member.Key, member => ToFluid(member.Value))
                )
            ),
            _ => NilValue.Instance,
        };

    /// <summary>Stops a text that grows too long while it is made.</summary>
    private sealed class BoundedWriter(int mostBytes) : StringWriter(CultureInfo.InvariantCulture)
    {
        private int _bytes;

        public override void Write(char value)
        {
            Count(Encoding.UTF8.GetByteCount([value]));
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Count(Encoding.UTF8.GetByteCount(buffer, index, count));
            base.Write(buffer, index, count);
        }

        public override void Write(string? value)
        {
            Count(Encoding.UTF8.GetByteCount(value ?? ""));
            base.Write(value);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Count(Encoding.UTF8.GetByteCount(buffer));
            base.Write(buffer);
        }

        private void Count(int bytes)
        {
            _bytes += bytes;
            if (_bytes > mostBytes)
                throw new OutputFullException();
        }
    }

    private sealed class OutputFullException : Exception;
}
