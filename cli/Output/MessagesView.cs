using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications;

namespace Bookseal.Cli.Output;

/// <summary>What became of messages.</summary>
internal static class MessagesView
{
    public static void Write(Terminal terminal, IReadOnlyList<OutboxMessage> messages)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(JsonObject.Of(("messages", new JsonArray(messages.Select(one => one.ToJson())))));
            return;
        }

        foreach (var message in messages)
        {
            terminal.Out.WriteLine(
                $"{Dates.Text(message.CreatedAt)}  {message.State.Text(), -7}  {message.Recipient}  {message.Subject}"
            );
            if (message.Problem is { } problem)
                terminal.Out.WriteLine($"    {problem} (tried {message.Attempts} times)");
        }

        if (messages.Count == 0)
            terminal.Out.WriteLine("No messages in the last days.");
    }

    public static void Write(Terminal terminal, PassReport report)
    {
        foreach (var problem in report.Problems)
            terminal.Warn(problem with { Message = $"{problem.Where}: {problem.Message}" });
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("added", report.Added),
                    ("failed", report.Failed),
                    ("postponed", report.Postponed),
                    ("problems", new JsonArray(report.Problems.Select(Terminal.ToJson))),
                    ("sent", report.Sent)
                )
            );
        else
            terminal.Out.WriteLine(
                $"{report.Added} new, {report.Sent} sent, {report.Postponed} to be tried again, {report.Failed} failed"
            );
    }
}
