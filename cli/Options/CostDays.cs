using System.CommandLine;
using Bookseal.Books.Costs;
using Bookseal.Books.Values;

namespace Bookseal.Cli.Options;

/// <summary>The days and providers that costs are asked for.</summary>
internal sealed class CostDays(string prefix = "")
{
    private readonly Option<string> _from = new($"--{prefix}start-date")
    {
        Description = "The first charge day, YYYY-MM-DD",
        Required = true,
    };

    private readonly Option<string> _to = new($"--{prefix}end-date")
    {
        Description = "The last charge day, YYYY-MM-DD",
        Required = true,
    };

    private readonly Option<string> _provider = new($"--{prefix}provider")
    {
        Description = "all, AWS, Azure, GCP, SaaS, License, or a provider's name as the records write it",
        DefaultValueFactory = _ => "all",
    };

    public void AddTo(Command command)
    {
        AddDaysTo(command);
        command.Options.Add(_provider);
    }

    /// <summary>Without the provider.</summary>
    public void AddDaysTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
    }

    /// <summary><c>DATE_INVALID</c>, <c>DATE_RANGE_INVALID</c>.</summary>
    public Result<(CostRange Range, CostFilter Filter)> Read(ParseResult parse) =>
        ReadDays(parse).Map(range => (range, CostFilter.Of(parse.GetValue(_provider)!)));

    public Result<CostRange> ReadDays(ParseResult parse) =>
        Dates
            .Parse(parse.GetValue(_from)!)
            .Then(from => Dates.Parse(parse.GetValue(_to)!).Then(to => CostRange.Of(from, to)));
}
