using System.CommandLine;
using Bookseal.Books.Company;
using Bookseal.Books.Notifications;
using Bookseal.Books.Values;
using Bookseal.Cli.Options;
using Bookseal.Cli.Output;
using Bookseal.Cli.Sessions;
using Bookseal.Closing.Notifications;
using Bookseal.Closing.Notifications.Channels;
using Bookseal.Closing.Notifications.Texts;
using Bookseal.Closing.Refusals;

namespace Bookseal.Cli.Commands;

/// <summary>
/// <c>bookseal notifications show | send | test</c>: what people are told, by mail and in chat rooms. <c>send</c> is
/// for a timer of the machine; calling it often is harmless.
/// </summary>
internal static class NotificationsCommand
{
    private const string Off = "NOTIFICATIONS_OFF";

    public static Command Create() =>
        new("notifications", "Show, send and try what people are told by mail and in chat rooms")
        {
            Show(),
            Send(),
            Test(),
        };

    private static Command Show()
    {
        var directory = CommonOptions.Directory();
        var command = new Command("show", "List the messages of the last days and what became of them") { directory };
        command.SetAction(
            (parse, cancel) =>
                InSession.RunAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _) =>
                    {
                        var outbox = session.Services.Workspace.Outbox;
                        var messages = new List<OutboxMessage>();
                        var now = session.Services.Workspace.Clock.GetUtcNow();
                        await foreach (var stored in outbox.ReadRecentAsync(now, cancel))
                            messages.Add(stored.Message);
                        MessagesView.Write(terminal, [.. messages.OrderBy(message => message.CreatedAt)]);
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Send()
    {
        var directory = CommonOptions.Directory();
        var failed = new Option<bool>("--failed")
        {
            Description = "Try what was given up in the last days again, once what was wrong is mended",
        };
        var command = new Command("send", "Send what is due: for a timer of this machine") { directory, failed };
        command.SetAction(
            (parse, cancel) =>
                WithSettingsAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, _, settings) =>
                    {
                        var channels = NotificationChannels.Of(settings, TimeProvider.System);
                        var templates = TemplatesOf(session, settings);
                        if (parse.GetValue(failed))
                            await session.Services.Notifications.ReviveAsync(cancel);
                        var passed = await session.Services.Notifications.RunAsync(
                            channels,
                            templates,
                            settings.BaseUrl,
                            cancel
                        );
                        if (!passed.TryGet(out var report, out var fault))
                            return terminal.Fail(fault);
                        MessagesView.Write(terminal, report);
                        return report.Failed == 0 ? ExitCode.Success : ExitCode.NotReady;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Command Test()
    {
        var directory = CommonOptions.Directory();
        var to = new Option<string>("--to")
        {
            Description = "A person of the team, or a webhook's name",
            Required = true,
        };
        var command = new Command("test", "Send one message now, to see whether it arrives") { directory, to };
        command.SetAction(
            (parse, cancel) =>
                WithSettingsAsync(
                    parse,
                    parse.GetValue(directory),
                    async (session, terminal, company, settings) =>
                    {
                        if (
                            !FindRecipient(parse.GetValue(to)!, company, settings)
                                .TryGet(out var recipient, out var fault)
                        )
                            return terminal.Fail(fault, ExitCode.Usage);
                        var message = Trial(recipient, company, session.Services.Workspace.Clock.GetUtcNow());
                        var channels = NotificationChannels.Of(settings, TimeProvider.System);
                        var delivery = await channels.SendAsync(message, company, cancel);
                        if (delivery.Problem is { } problem)
                            return terminal.Fail(problem, ExitCode.NotReady);
                        if (terminal.IsJson)
                            Terminal.WriteJson(JsonObject.Of(("id", message.Id.ToString("D")), ("sent", true)));
                        else
                            terminal.Out.WriteLine($"sent to {recipient}");
                        return ExitCode.Success;
                    },
                    cancel
                )
        );
        return command;
    }

    private static Task<int> WithSettingsAsync(
        ParseResult parse,
        string? directory,
        Func<Session, Terminal, CompanyProfile, NotificationSettings, Task<int>> action,
        CancellationToken cancel
    ) =>
        InSession.RunAsync(
            parse,
            directory,
            async (session, terminal, master) =>
            {
                var path = Path.Combine(session.Data.Path, NotificationSettings.FileName);
                if (!(await NotificationSettings.ReadAsync(path, cancel)).TryGet(out var settings, out var fault))
                    return terminal.Fail(fault, ExitCode.BadInput);
                return settings is null
                    ? terminal.Fail(
                        new Fault(Off, $"{path} does not exist: nothing is sent. docs/operations.md says what it has"),
                        ExitCode.NotReady
                    )
                    : await action(session, terminal, master.Profile, settings);
            },
            cancel
        );

    /// <summary>Beside the books first: they are the company's own.</summary>
    private static TemplateFolder TemplatesOf(Session session, NotificationSettings settings)
    {
        var kept = Path.Combine(session.Data.Path, "templates", session.Tenant.ToString());
        return new(
            session.BooksDirectory is { } books ? [Path.Combine(books.FullName, "templates"), kept] : [kept],
            settings.TemplatesOf(session.Tenant)
        );
    }

    private static Result<Recipient> FindRecipient(string name, CompanyProfile company, NotificationSettings settings)
    {
        if (settings.Webhooks.Any(hook => hook.Name == name))
            return Recipient.OfChannel(name);
        return PersonId.Parse(name).TryGet(out var person, out _) && company.Find(person) is not null
            ? Recipient.Of(person)
            : new Fault("RECIPIENT_UNKNOWN", $"'{name}' is neither in the team nor a webhook");
    }

    private static OutboxMessage Trial(Recipient recipient, CompanyProfile company, DateTimeOffset now)
    {
        var subject = $"A trial of the notifications of {VisibleText.Of(company.Name)}";
        return new(
            Guid.NewGuid(),
            recipient,
            [],
            subject,
            "If you read this, notifications reach you. Nothing is to be done.\n",
            null,
            now,
            DeliveryState.Pending,
            0,
            now,
            null
        );
    }
}
