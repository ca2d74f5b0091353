using Spectre.Console;

namespace Isotherm.Cli;

/// <summary>Where results and words about them go. Colour and live progress are for people at a terminal only; files and pipes get plain lines.</summary>
internal sealed class Terminal
{
    private const int NeverWrap = 1_000_000;
    private readonly TextWriter _error;
    private readonly bool _isErrorTerminal;
    private readonly IAnsiConsole _styled;

    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes words about the work: progress, what could not be done.</param>
    /// <param name="isOutputTerminal">Someone looks at <paramref name="output"/>.</param>
    /// <param name="isErrorTerminal">Someone looks at <paramref name="error"/>.</param>
    public Terminal(TextWriter output, TextWriter error, bool isOutputTerminal, bool isErrorTerminal)
    {
        (Output, _error, _isErrorTerminal) = (output, error, isErrorTerminal);
        _styled = Console(output, isOutputTerminal);
    }

    /// <summary>Takes results as they are.</summary>
    public TextWriter Output { get; }

    /// <summary>False for plain lines at a terminal too.</summary>
    public bool Colour { get; set; } = true;

    /// <summary>This process's own streams; NO_COLOR (no-color.org) is honoured.</summary>
    public static Terminal OfProcess() =>
        new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected)
        {
            Colour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };

    /// <summary>A line of the result.</summary>
    /// <param name="text">The line.</param>
    /// <param name="style">A Spectre style, for example <c>red</c>.</param>
    public void Line(string text, string style = "default")
    {
        if (Colour)
        {
            _styled.MarkupLineInterpolated($"[{style}]{text}[/]");
        }
        else
        {
            Output.WriteLine(text);
        }
    }

    /// <summary>A line about the work.</summary>
    public void Say(string text) => _error.WriteLine(text);

    /// <summary>Does something that may take a while, and shows what it reports.</summary>
    public async Task<T> WatchAsync<T>(Func<IProgress<string>, Task<T>> work)
    {
        if (!_isErrorTerminal || !Colour)
        {
            return await work(new Reports(Say));
        }

        return await Console(_error, true).Status().StartAsync("…", status => work(new Reports(words => status.Status(Markup.Escape(words)))));
    }

    private static IAnsiConsole Console(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = NeverWrap; // a line that was cut can be neither copied nor searched for
        return console;
    }

    // Reports come in order and at once, which System.Progress does not promise.
    private sealed class Reports(Action<string> hear) : IProgress<string>
    {
        public void Report(string value) => hear(value);
    }
}
