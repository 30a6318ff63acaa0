"""Runs a command on a pseudo-terminal and types answers as their questions appear.

pseudo_terminal.py '[["question", "answer"], ...]' command argument...
Prints all that the terminal showed; exits as the command does, with 99 where a question never came.
"""
import json, os, pty, select, sys, time

steps, command = json.loads(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.execvp(command[0], command)
seen, looked, deadline = "", 0, time.time() + 150
while time.time() < deadline:
    if select.select([terminal], [], [], 1)[0]:
        try:
            shown = os.read(terminal, 4096)
        except OSError:  # the other side is gone
            break
        if not shown:
            break
        seen += shown.decode("utf-8", "replace")
    while steps and steps[0][0] in seen[looked:]:
        question, answer = steps.pop(0)
        looked = seen.index(question, looked) + len(question)
        time.sleep(0.2)  # until the prompt reads keys
        os.write(terminal, (answer + "\r").encode())
else:
    os.kill(child, 9)
sys.stdout.write(seen)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(99 if steps or code < 0 else code)
